using System.Diagnostics;
using Npgsql;
using Verwaltung.Testing;
using JasperFx.Events;
using Xunit;

namespace Verwaltung.Events.Tests;

public sealed class ProjectionTests : IAsyncLifetime
{
    private const string Columns = "id, part, status, name, notes, version, at";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly EventsDatabase _database = new();

    public async ValueTask InitializeAsync() => await _database.InitializeAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    private EventsHost Host() => new(_database.Database, o => o.Async(new PermitRows("permits_async")).Async(new EventLog()));

    [Fact]
    public async Task Async_projections_follow_and_equal_the_inline_rows()
    {
        await using var host = await Host().RunAsync();
        await WriteAsync(host, streams: 30);

        await host.ProjectedAsync(Patience);

        Assert.Equal(await RowsAsync("permits"), await RowsAsync("permits_async"));
        Assert.Equal(await EventsAsync(), await LogAsync());
    }

    [Fact]
    public async Task Two_hosts_on_one_database_project_each_event_once_and_in_order()
    {
        await using var one = await Host().RunAsync();
        await using var two = await Host().RunAsync();

        await Task.WhenAll(WriteAsync(one, 40), WriteAsync(two, 40), WriteAsync(one, 40));
        await two.ProjectedAsync(Patience);

        Assert.Equal(await EventsAsync(), await LogAsync());
        Assert.Equal(await RowsAsync("permits"), await RowsAsync("permits_async"));
    }

    [Fact]
    public async Task When_the_owner_goes_another_host_takes_over_where_the_rows_stand()
    {
        await using (var first = await Host().RunAsync())
        {
            await WriteAsync(first, 10);
            await first.ProjectedAsync(Patience);
        }

        await using var second = await Host().RunAsync();
        await WriteAsync(second, 10);
        await second.ProjectedAsync(Patience);

        Assert.Equal(await EventsAsync(), await LogAsync());
    }

    [Fact]
    public async Task An_owner_whose_connection_is_cut_goes_on_without_doubling_anything()
    {
        await using var host = await Host().RunAsync();
        for (var round = 0; round < 3; round++)
        {
            await WriteAsync(host, 10);
            await _database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%mt_event_progression%' and pid <> pg_backend_pid()");
            _database.Source.Clear(); // the writer goes on over whole connections
        }

        await host.ProjectedAsync(Patience);
        Assert.Equal(await EventsAsync(), await LogAsync());
    }

    [Fact]
    public async Task A_slow_writer_s_events_are_not_passed_over()
    {
        await using var host = await Host().RunAsync();
        await using var connection = await _database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var slow = new NpgsqlCommand(
            """
            insert into mt_streams (id, type, version) values ($1, 'permit', 1);
            """, connection)
        { Parameters = { new() { Value = Guid.CreateVersion7() } } })
        {
            await slow.ExecuteNonQueryAsync();
            slow.CommandText = """
                insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp) values (nextval('mt_events_sequence'), uuidv7(), $1, 1, '{"text": "slow"}', 'note_added', now())
                """;
            await slow.ExecuteNonQueryAsync();
        }

        for (var held = Stopwatch.StartNew(); held.Elapsed < (LongRun.IsOn ? TimeSpan.FromSeconds(12) : TimeSpan.FromSeconds(2));) await WriteAsync(host, 5);
        await transaction.CommitAsync();
        await host.ProjectedAsync(Patience);

        Assert.Equal(await EventsAsync(), await LogAsync());
    }

    [Fact]
    public async Task A_rebuild_while_writers_write_loses_nothing()
    {
        await using var host = await Host().RunAsync();
        await WriteAsync(host, 100);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await WriteAsync(host, 1);
        })).ToList();

        for (var round = 0; round < 3; round++)
            foreach (var name in host.Rebuild.Names) await host.Rebuild.RunAsync(name);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await host.ProjectedAsync(Patience);

        var (inline, log) = (await RowsAsync("permits"), await LogAsync());
        Assert.Equal(inline, await RowsAsync("permits_async"));
        Assert.Equal(await EventsAsync(), log);

        foreach (var name in host.Rebuild.Names) await host.Rebuild.RunAsync(name);
        Assert.Equal(inline, await RowsAsync("permits"));
        Assert.Equal(inline, await RowsAsync("permits_async"));
        Assert.Equal(log, await LogAsync());
    }

    [Fact]
    public async Task A_rebuilt_table_has_the_indexes_and_keys_of_the_old_one()
    {
        const string Indexes = "select indexdef from pg_indexes where tablename in ('permits', 'event_log', 'event_counts') order by indexname";
        const string Keys = "select conname, contype::text from pg_constraint where conrelid in ('permits'::regclass, 'event_log'::regclass, 'event_counts'::regclass) order by conname";
        await using var host = Host();
        await host.RequestAsync();
        var (indexes, keys) = (await _database.RowsAsync(Indexes), await _database.RowsAsync(Keys));

        await host.Rebuild.RunAsync("permits");
        await host.Rebuild.RunAsync("log");

        Assert.Equal(indexes, await _database.RowsAsync(Indexes));
        Assert.Equal(keys, await _database.RowsAsync(Keys));
    }

    [Fact]
    public async Task A_rebuild_mends_rows_that_were_spoilt_and_tells_its_progress()
    {
        await using var host = Host();
        await WriteAsync(host, 5);
        var rows = await RowsAsync("permits");
        await _database.ExecuteAsync("update permits set status = 'spoilt'; delete from permits where part = 'notes'");
        var told = new List<RebuildProgress>();

        await host.Rebuild.RunAsync("permits", new Telling(told.Add));

        Assert.Equal(rows, await RowsAsync("permits"));
        Assert.Equal(new RebuildProgress("permits", 15, 15, rows.Count), told[^1]);
    }

    [Fact]
    public async Task A_projection_that_fails_is_told_and_the_others_go_on()
    {
        await using var host = new EventsHost(_database.Database, o => o.Async(new EventLog()).Async(new Failing()));
        await host.RunAsync();
        await host.RequestAsync();

        var behind = await Assert.ThrowsAnyAsync<Exception>(() => host.ProjectedAsync(TimeSpan.FromSeconds(3)));

        Assert.Contains("failing", behind.Message, StringComparison.Ordinal);
        Assert.Equal(await EventsAsync(), await LogAsync());
    }

    [Fact]
    public async Task There_is_no_rebuild_of_what_does_not_exist()
    {
        await using var host = Host();
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => host.Rebuild.RunAsync("nothing"));
        Assert.StartsWith("There is no projection 'nothing', only permits, permits_async, log.", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(EventsHost host, int streams)
    {
        for (var n = 0; n < streams; n++)
        {
            var id = await host.RequestAsync($"Person {n}", new NoteAdded("first"));
            await host.AppendAsync(id, n % 5 == 4 ? new Withdrawn() : new PermitGranted(new(2027, 1, 1 + (n % 28))));
        }
    }

    private Task<IReadOnlyList<string>> RowsAsync(string table) => _database.RowsAsync($"select {Columns} from {table} order by id, part");
    private Task<IReadOnlyList<string>> EventsAsync() => _database.RowsAsync("select seq_id, stream_id, version from mt_events order by seq_id");
    private Task<IReadOnlyList<string>> LogAsync() => _database.RowsAsync("select seq, stream, version from event_log order by n");

    private sealed class Telling(Action<RebuildProgress> tell) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => tell(value);
    }

    private sealed class Failing : EventProjection
    {
        public override string Name => "failing";
        public override IReadOnlyList<string> Tables => [];
        public override void Apply(IEvent e, Action<Npgsql.NpgsqlBatchCommand> write) => throw new InvalidOperationException("It cannot.");
    }
}
