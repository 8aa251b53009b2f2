using System.Collections.Immutable;
using Npgsql;
using Verwaltung.Cases;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Bench;

/// <summary>
/// A clerk completes the deciding task through the bus, on cases of 40 and of 400 events, against one bare batch of the same rows.
/// The case is in the cache, as it is when the clerk has just looked at it. A case is decided once, so each slice takes fresh ones.
/// </summary>
internal static class CompleteTasks
{
    internal const int Sessions = 8;
    internal static readonly int[] Lengths = [40, 400];
    private const int Rounds = 8, CasesPerSlice = 60;
    private static readonly Actor Clerk = Actor.From(Premises.Staff("33/5"))!;
    private static readonly FeelContext Refusal = FeelContext.Empty
        .WithPath("entscheidung.ergebnis", new FeelString("abgelehnt"))
        .WithPath("entscheidung.gruende", new FeelList([new FeelString("KEINE_ZONE")]));

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        var answers = new List<Answer>();
        foreach (var length in Lengths) answers.Add(await AskAsync(premises, length));
        return answers;
    }

    private static async Task<Answer> AskAsync(Premises premises, int length)
    {
        var bare = await BareCompletion.PrepareAsync(premises, await CasesAsync(premises, length, Sessions + 1), case1 => CompleteAsync(premises, case1));
        var (products, limits, times) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var cases = await CasesAsync(premises, length, CasesPerSlice);
            var product = await Slices.OverAsync(Sessions, cases, case1 => CompleteAsync(premises, case1));
            var limit = await Slices.ForAsync(Sessions, TimeSpan.FromSeconds(0.5), bare.RunAsync);
            if (round < 0) continue; // warming up
            products.Add(product.Rate);
            limits.Add(limit.Rate);
            times.AddRange(product.Times);
        }

        var ratio = Quartiles.Of(products.Zip(limits, (product, limit) => product / limit));
        return new(
            Slices.Text($"complete a task on a case of {length} events, 8 sessions"), Slices.Text($"{Quartiles.Of(products).Median:0}/s, p99 {Slices.Percentile(times, 0.99):0.0} ms"),
            Slices.Text($"bare batch {Quartiles.Of(limits).Median:0}/s"), $"ratio {ratio}", $">= {Goal(length)}", ratio.Median >= Goal(length));
    }

    private static double Goal(int length) => length < 400 ? 0.35 : 0.45;

    /// <summary>The clerk's decision: refused, for a reason of the form.</summary>
    internal static CompleteTask Command(Decidable decidable) => new(decidable.Case, decidable.Task, decidable.Version, new TaskInput.Given(Refusal), Clerk);

    internal static async Task CompleteAsync(Premises premises, Decidable decidable)
    {
        var outcome = await premises.Bus.InvokeAsync(Command(decidable), new InvokeOptions { By = Clerk.Id.ToString() });
        if (outcome.Why is not null) throw new InvalidOperationException($"Expected the decision to be accepted, but it was {outcome}.");
    }

    // A case has about forty events when it comes to the clerk; taking and giving back makes it longer.
    internal static async Task<IReadOnlyList<Decidable>> CasesAsync(Premises premises, int length, int count)
    {
        var cases = new Decidable[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Sessions }, async (i, _) =>
        {
            var (id, task) = await premises.CaseToDecideAsync();
            cases[i] = new(id, task, await LengthenAsync(premises, id, task, length));
        });
        return cases;
    }

    private static async Task<long> LengthenAsync(Premises premises, CaseId id, Guid task, int length)
    {
        var now = TimeProvider.System.GetUtcNow();
        long version;
        await using (var session = premises.Store.LightweightSession())
        {
            var stream = await session.Events.FetchForWriting<Case>(id.Value);
            for (version = stream.Version(); version < length - 1; version += 2)
                stream.AppendMany([new TaskClaimed(task, Clerk.Id, now), new TaskReleased(task, Clerk.Id, now)]);
            await session.SaveChangesAsync();
        }

        await premises.CaseAsync(id);
        return version;
    }
}

/// <summary>A case that waits for its decision, and how many events it has.</summary>
internal sealed record Decidable(CaseId Case, Guid Task, long Version);

/// <summary>What a completion writes, taken from one that was done, and written by nothing but Npgsql.</summary>
internal sealed class BareCompletion
{
    private const string Event = """
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers)
        values (nextval('mt_events_sequence'), $1, $2, $3, $4, $5, $6, '*DEFAULT*', $7, $8, $9, $10)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly ImmutableArray<StoredRow> _events;
    private readonly Decidable[] _cases;

    private BareCompletion(NpgsqlDataSource source, ImmutableArray<StoredRow> events, Decidable[] cases) => (_source, _events, _cases) = (source, events, cases);

    /// <param name="cases">One more than there are sessions: the first is the sample, the others are written to.</param>
    public static async Task<BareCompletion> PrepareAsync(Premises premises, IReadOnlyList<Decidable> cases, Func<Decidable, Task> complete)
    {
        var sample = cases[0];
        await complete(sample);
        await using var command = premises.Source.CreateCommand(
            "select data::text, type, mt_dotnet_type, correlation_id, causation_id, headers::text from mt_events where stream_id = $1 and version > $2 order by version");
        command.Parameters.Add(AppendEvents.Value(sample.Case.Value));
        command.Parameters.Add(AppendEvents.Value(sample.Version));
        await using var reader = await command.ExecuteReaderAsync();
        var events = ImmutableArray.CreateBuilder<StoredRow>();
        while (await reader.ReadAsync())
            events.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(reader, 3), Text(reader, 4), Text(reader, 5)));
        return new(premises.Source, events.ToImmutable(), [.. cases.Skip(1)]);
    }

    /// <summary>Stream, events, inbox row and case row in one batch.</summary>
    public async Task RunAsync(int session)
    {
        var (id, _, version) = _cases[session];
        var now = TimeProvider.System.GetUtcNow();
        await using var connection = await _source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "update mt_streams set version = $2, timestamp = $3 where id = $1", AppendEvents.Value(id.Value), AppendEvents.Value(version + _events.Length), AppendEvents.Value(now));
        foreach (var (e, index) in _events.Select((e, index) => (e, index)))
            Add(batch, Event,
                AppendEvents.Value(Guid.CreateVersion7()), AppendEvents.Value(id.Value), AppendEvents.Value(version + index + 1), AppendEvents.Json(e.Data), AppendEvents.Value(e.Type),
                AppendEvents.Value(now), AppendEvents.Value(e.DotNetType), Nullable(e.CorrelationId), Nullable(e.CausationId), e.Headers is { } headers ? AppendEvents.Json(headers) : Nullable(null, jsonb: true));
        Add(batch, "update inbox set task_id = $2, step = $3, state = $4, assignee = null, version = $5 where case_id = $1",
            AppendEvents.Value(id.Value), AppendEvents.Value(Guid.CreateVersion7()), AppendEvents.Value("Ablehnung mitzeichnen"), AppendEvents.Value("ready"), AppendEvents.Value(version));
        Add(batch, "update cases set step = $2, version = $3 where case_id = $1", AppendEvents.Value(id.Value), AppendEvents.Value("Ablehnung mitzeichnen"), AppendEvents.Value(version));
        await batch.ExecuteNonQueryAsync();
        _cases[session] = _cases[session] with { Version = version + _events.Length };
    }

    private static void Add(NpgsqlBatch batch, string sql, params IEnumerable<NpgsqlParameter> parameters) => batch.BatchCommands.Add(AppendEvents.Command(sql, parameters));

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlParameter Nullable(string? value, bool jsonb = false) => new()
    {
        Value = (object?)value ?? DBNull.Value,
        NpgsqlDbType = jsonb ? NpgsqlTypes.NpgsqlDbType.Jsonb : NpgsqlTypes.NpgsqlDbType.Varchar,
    };

    private sealed record StoredRow(string Data, string Type, string DotNetType, string? CorrelationId, string? CausationId, string? Headers);
}
