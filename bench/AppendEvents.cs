using Marten;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Bench;

/// <summary>Two events to a new stream in one commit, against one bare batch of the same rows.</summary>
internal static class AppendEvents
{
    private const int Sessions = 8, Rounds = 10;
    private const string Goal = "0.5";
    private const string Stream = "insert into mt_streams (id, type, version, timestamp, created, tenant_id) values ($1, $2, $3, $4, $4, '*DEFAULT*')";
    private const string Event = """
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
        values (nextval('mt_events_sequence'), $1, $2, $3, $4, $5, $6, '*DEFAULT*', $7)
        """;

    private static readonly string Opened = $$"""{"number":"DO-2026-000001","street":"Gutenbergstraße","houseNumber":31}""";
    private static readonly string Noted = $$"""{"text":"The keeper's confirmation is complete.","by":"0193a3f0-3300-7000-8000-000000000001"}""";

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        var (store, source) = (premises.Store, premises.Source);
        var (products, limits) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var product = await Slices.ForAsync(Sessions, TimeSpan.FromSeconds(1), _ => AppendAsync(store));
            var limit = await Slices.ForAsync(Sessions, TimeSpan.FromSeconds(1), _ => BareAsync(source));
            if (round < 0) continue; // warming up
            products.Add(product.Rate);
            limits.Add(limit.Rate);
        }

        var ratio = Quartiles.Of(products.Zip(limits, (product, limit) => product / limit));
        return [new("append two events to a new stream, 8 sessions", Slices.Text($"{Quartiles.Of(products).Median:0}/s"), Slices.Text($"bare batch {Quartiles.Of(limits).Median:0}/s"), $"ratio {ratio}", $">= {Goal}", ratio.Median >= 0.5)];
    }

    /// <summary>The events that are appended.</summary>
    internal static void Add(EventOptions options)
    {
        options.Aggregate<BenchFile>("bench_file");
        options.Map<FileOpened>("bench_file_opened");
        options.Map<FileNoted>("bench_file_noted");
    }

    private static async Task AppendAsync(IDocumentStore store)
    {
        await using var session = store.LightweightSession();
        session.Events.StartStream<BenchFile>(Guid.CreateVersion7(),
            new FileOpened("DO-2026-000001", "Gutenbergstraße", 31), new FileNoted("The keeper's confirmation is complete.", Premises.Clerk.Value));
        await session.SaveChangesAsync();
    }

    private static async Task BareAsync(NpgsqlDataSource source)
    {
        var (stream, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(Stream, Value(stream), Value("bench_file"), Value(2L), Value(now)));
        batch.BatchCommands.Add(Command(Event, Value(Guid.CreateVersion7()), Value(stream), Value(1L), Json(Opened), Value("bench_file_opened"), Value(now), Value("Verwaltung.Bench.FileOpened, Verwaltung.Bench")));
        batch.BatchCommands.Add(Command(Event, Value(Guid.CreateVersion7()), Value(stream), Value(2L), Json(Noted), Value("bench_file_noted"), Value(now), Value("Verwaltung.Bench.FileNoted, Verwaltung.Bench")));
        await batch.ExecuteNonQueryAsync();
    }

    internal static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    internal static NpgsqlParameter Json(string value) => new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    internal static NpgsqlBatchCommand Command(string sql, params IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}

internal sealed record FileOpened(string Number, string Street, int HouseNumber);

internal sealed record FileNoted(string Text, Guid By);

internal sealed record BenchFile(string Number, string LastNote)
{
    public static BenchFile Create(FileOpened e) => new(e.Number, "");

    public BenchFile Apply(FileNoted e) => this with { LastNote = e.Text };
}
