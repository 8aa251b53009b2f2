using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Verwaltung.Events.Tests;

/// <summary>Snapshots of long streams: never wrong, never more readable than the events, and worth it.</summary>
public sealed class SnapshotTests(EventsDatabase database) : IClassFixture<EventsDatabase>
{
    private enum Step { Note, Notes, Grant, LoadCold, LoadWarm, Forget, Damage, OtherSchema }

    [Fact]
    public async Task State_with_snapshots_always_equals_state_without()
    {
        await using var with = Host(every: 3);
        await using var without = new EventsHost(database.Database);
        var steps = Gen.Choose(0, 7).Select(n => (Step)n).ArrayOf().ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(25), Prop.ForAll(steps, run => HoldsAsync(with, without, run).GetAwaiter().GetResult()));

        Assert.NotEqual(["0"], await database.RowsAsync("select count(*) from event_snapshots"));
    }

    [Fact]
    public async Task A_cold_load_of_2_000_events_is_many_times_faster()
    {
        await using var with = Host(every: 200);
        await using var without = new EventsHost(database.Database);
        var id = await with.RequestAsync();
        for (var i = 0; i < 20; i++) await with.AppendAsync(id, [.. Enumerable.Range(0, 100).Select(n => new NoteAdded($"Note {n}, as long as what people write in a line."))]);
        await LoadColdAsync(with, id);

        var (fast, slow) = (new List<double>(), new List<double>());
        for (var i = 0; i < 15; i++) // in turns, so that both have the same weather
        {
            slow.Add(await TimeAsync(without, id));
            fast.Add(await TimeAsync(with, id));
        }

        var ratio = Median(slow) / Median(fast);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2,001 events cold: {Median(slow):0.0} ms without, {Median(fast):0.0} ms with a snapshot, {ratio:0.0} times faster"));
        Assert.Equal(await LoadColdAsync(without, id), await LoadColdAsync(with, id));
        Assert.True(ratio > 3, string.Create(CultureInfo.InvariantCulture, $"Expected a snapshot to save most of the time, but it is only {ratio:0.0} times faster."));
    }

    [Fact]
    public async Task It_is_written_once_a_number_of_events_and_holds_nothing_personal_that_could_be_read()
    {
        await using var host = Host(every: 5);
        var id = await host.RequestAsync("Erika Beispiel");
        for (var i = 0; i < 12; i++)
        {
            await host.AppendAsync(id, new NoteAdded("x"));
            await LoadColdAsync(host, id);
        }

        Assert.Equal(["10|1|0"], await database.RowsAsync($"select version, cardinality(keys), position(convert_to('Erika', 'UTF8') in data) from event_snapshots where stream_id = '{id}'"));
    }

    [Fact]
    public async Task After_forgetting_not_even_a_copy_of_the_snapshot_says_anything()
    {
        await using var host = Host(every: 2);
        var id = await host.RequestAsync("Erika Beispiel", new NoteAdded("x"));
        Assert.Equal("Erika Beispiel", (await LoadColdAsync(host, id))!.Name);
        await database.ExecuteAsync("drop table if exists copied; create table copied as select * from event_snapshots");

        await host.Store.Keys.ForgetAsync(id);
        Assert.Empty(await RowsAsync(id));
        await database.ExecuteAsync($"insert into event_snapshots select * from copied where stream_id = '{id}'");

        Assert.Equal("███", (await LoadColdAsync(host, id))!.Name);
        await host.AppendAsync(id, new NoteAdded("y"), new NoteAdded("z"));
        Assert.Equal(new Permit("Gutenbergstraße", "███", "requested", 3), await LoadColdAsync(host, id));
    }

    [Theory]
    [InlineData("data = '\\xdeadbeef'"), InlineData("data = ''"), InlineData("version = 3"), InlineData("keys = '{}'")]
    [InlineData("schema = 'old'"), InlineData("data = (select s.data from event_snapshots s where s.stream_id <> event_snapshots.stream_id limit 1)")]
    public async Task A_damaged_or_foreign_one_is_passed_over_and_made_anew(string damage)
    {
        await using var host = Host(every: 4);
        await LoadColdAsync(host, await host.RequestAsync("Somebody Else", new NoteAdded("a"), new NoteAdded("b"), new NoteAdded("c")));
        var id = await host.RequestAsync("Erika", new NoteAdded("a"), new NoteAdded("b"), new NoteAdded("c"));
        var expected = await LoadColdAsync(host, id);
        var good = await RowsAsync(id);
        await database.ExecuteAsync($"update event_snapshots set {damage} where stream_id = '{id}'");

        Assert.Equal(expected, await LoadColdAsync(host, id));

        Assert.Equal(good, await RowsAsync(id));
        Assert.Equal(expected, await LoadColdAsync(host, id));
    }

    [Fact]
    public void What_a_record_keeps_to_itself_comes_back_too()
    {
        var json = SnapshotJson.Options(new EventOptions());
        var odd = new Odd(7, default, [1, 2], ImmutableDictionary<Place, string>.Empty.Add(new(1, 2), "here"), null).Hiding(new(2026, 11, 23));

        var back = JsonSerializer.Deserialize<Odd>(JsonSerializer.Serialize(odd, json), json)!;

        Assert.Equal((7, true, "here", "2026-11-23", (string?)null), (back.Number, back.None.IsDefault, back.ByPlace[new(1, 2)], back.Hidden, back.Nothing));
        Assert.Equal([1, 2], back.Some);
    }

    [Fact]
    public void An_aggregate_that_could_not_be_read_back_is_refused()
    {
        var json = SnapshotJson.Options(new EventOptions());
        Assert.Contains("sealed", Assert.Throws<InvalidOperationException>(() => SnapshotSchema.Of(typeof(Vague), json)).Message, StringComparison.Ordinal);
        Assert.NotEqual(SnapshotSchema.Of(typeof(Permit), json), SnapshotSchema.Of(typeof(Odd), json));
    }

    private EventsHost Host(int every) => new(database.Database, options => options.Snapshot<Permit>(every));

    private Task<IReadOnlyList<string>> RowsAsync(Guid id) => database.RowsAsync($"select version, aggregate, schema, keys from event_snapshots where stream_id = '{id}'");

    private static async Task<Permit?> LoadColdAsync(EventsHost host, Guid id)
    {
        host.Store.Cache.Clear();
        return await LoadAsync(host, id);
    }

    private static async Task<Permit?> LoadAsync(EventsHost host, Guid id)
    {
        await using var session = host.Session();
        return await session.AggregateStreamAsync<Permit>(id);
    }

    private static async Task<double> TimeAsync(EventsHost host, Guid id)
    {
        host.Store.Cache.Clear();
        var started = Stopwatch.GetTimestamp();
        await LoadAsync(host, id);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private async Task<bool> HoldsAsync(EventsHost with, EventsHost without, Step[] run)
    {
        var id = await with.RequestAsync("Erika");
        foreach (var step in run)
        {
            await DoAsync(step, with, id);
            if (step != Step.LoadWarm && step != Step.LoadCold) continue;
            without.Store.Keys.ClearCache();
            var (expected, actual) = (await LoadColdAsync(without, id), step == Step.LoadCold ? await LoadColdAsync(with, id) : await LoadAsync(with, id));
            if (expected != actual) return false;
        }

        without.Store.Keys.ClearCache();
        return await LoadColdAsync(without, id) == await LoadColdAsync(with, id);
    }

    private Task DoAsync(Step step, EventsHost host, Guid id) => step switch
    {
        Step.Note => host.AppendAsync(id, new NoteAdded("x")),
        Step.Notes => host.AppendAsync(id, new NoteAdded("x"), new NoteAdded("y"), new NoteAdded("z")),
        Step.Grant => host.AppendAsync(id, new PermitGranted(new DateOnly(2027, 1, 1))),
        Step.Forget => host.Store.Keys.ForgetAsync(id),
        Step.Damage => database.ExecuteAsync($"update event_snapshots set data = '\\x00' where stream_id = '{id}'"),
        Step.OtherSchema => database.ExecuteAsync($"update event_snapshots set schema = 'old' where stream_id = '{id}'"),
        _ => Task.CompletedTask,
    };

    private readonly record struct Place(int X, int Y);

    private sealed record Odd(int Number, ImmutableArray<int> None, ImmutableArray<int> Some, ImmutableDictionary<Place, string> ByPlace, string? Nothing)
    {
        private DateOnly _hidden;

        public string Hidden => _hidden.ToString("O", CultureInfo.InvariantCulture);
        public string Throws => throw new InvalidOperationException("It is computed.");
        public Odd Hiding(DateOnly day) => this with { _hidden = day };
    }

    private sealed record Vague(IReadOnlyList<Part> Parts);
    private abstract record Part;
}
