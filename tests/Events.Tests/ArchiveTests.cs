using Xunit;

namespace Verwaltung.Events.Tests;

/// <summary>Archived streams: out of the hot table, and nowhere missing.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private const string Hot = "select stream_id, count(*) from mt_events where not is_archived group by 1 order by 1";
    private const string Rows = "select id, part, status, name, notes, version from permits order by id, part";
    private readonly EventsDatabase _database = new();

    public async ValueTask InitializeAsync() => await _database.InitializeAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task An_archived_stream_reads_as_before_and_comes_back_when_something_is_appended()
    {
        await using var host = Host();
        var id = await host.RequestAsync("Erika", new NoteAdded("a"), new NoteAdded("b"));
        var other = await host.RequestAsync("Karl");
        var (before, events) = (await LoadAsync(host, id), await EventsAsync(host, id));

        Assert.Equal(3, await ArchiveAsync(host, id));
        Assert.Equal([$"{other}|1"], await _database.RowsAsync(Hot));
        Assert.Equal(["true"], await _database.RowsAsync($"select is_archived::text from mt_streams where id = '{id}'"));
        Assert.Equal(before, await LoadAsync(host, id));
        Assert.Equal(events, await EventsAsync(host, id));
        Assert.Equal(1, (await LoadAsync(host, id, version: 2))!.Notes);

        await host.AppendAsync(id, new NoteAdded("c"));
        Assert.Equal(before! with { Notes = 3 }, await LoadAsync(host, id));
        Assert.Equal([1L, 2, 3, 4], (await EventsAsync(host, id)).Select(e => e.Version));
        Assert.Equal([3L, 4], (await EventsAsync(host, id, from: 3)).Select(e => e.Version));

        Assert.Equal(new[] { $"{id}|4", $"{other}|1" }.Order(), (await _database.RowsAsync(Hot)).Order());

        Assert.Equal(4, await ArchiveAsync(host, id));
        Assert.Equal(0, await ArchiveAsync(host, id));
        Assert.Equal(0, await ArchiveAsync(host, Guid.CreateVersion7()));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Archive.ArchiveAsync(id, host.Clock.GetUtcNow()));
        Assert.Equal(before with { Notes = 3 }, await LoadAsync(host, id));
    }

    [Fact]
    public async Task Rebuilds_and_projections_that_begin_see_archived_streams_in_their_order()
    {
        await using (var host = Host())
        {
            var ids = new List<Guid>();
            for (var i = 0; i < 6; i++) ids.Add(await host.RequestAsync($"Person {i}", new NoteAdded("x")));
            foreach (var id in ids.Take(3)) Assert.Equal(2, await ArchiveAsync(host, id));
            await host.AppendAsync(ids[0], new PermitGranted(new DateOnly(2027, 1, 1)));
            var before = await _database.RowsAsync(Rows);
            await host.Rebuild.RunAsync("permits");
            Assert.Equal(before, await _database.RowsAsync(Rows));
        }

        await using var late = await new EventsHost(_database.Database, options => options.Async(new EventLog())).RunAsync();
        await late.ProjectedAsync(TimeSpan.FromSeconds(60));
        var all = await _database.RowsAsync("select seq_id, stream_id, version from mt_events order by seq_id");
        Assert.Equal(13, all.Count);
        Assert.Equal(all, await _database.RowsAsync("select seq, stream, version from event_log order by seq"));

        await late.Rebuild.RunAsync("log");
        Assert.Equal(all, await _database.RowsAsync("select seq, stream, version from event_log order by seq"));
    }

    [Fact]
    public async Task Archiving_while_others_append_and_read_loses_nothing()
    {
        await using var host = Host();
        await using var reader = Host();
        var id = await host.RequestAsync();
        using var stop = new CancellationTokenSource();
        var moved = 0L;

        var archiving = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) moved += await host.Archive.ArchiveAsync(id, host.Clock.GetUtcNow() - EventArchive.Rest);
        });
        var reading = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var versions = (await EventsAsync(reader, id)).Select(e => e.Version).ToList();
                Assert.Equal(Enumerable.Range(1, versions.Count).Select(n => (long)n), versions);
            }
        });
        for (var i = 0; i < 150; i++)
        {
            await host.KeepAppendingAsync(id, new NoteAdded("x")); // it may be archived between fetching and saving
            host.Clock.Advance(EventArchive.Rest);
        }

        await stop.CancelAsync();
        await Task.WhenAll(archiving, reading);

        Assert.True(moved > 0, "Expected the stream to be archived now and then.");
        Assert.Equal(150, (await LoadAsync(reader, id))!.Notes);
        Assert.Equal(151, (await EventsAsync(reader, id)).Count);
    }

    [Fact]
    public async Task A_forgotten_person_is_forgotten_in_the_archive_too()
    {
        await using var host = Host();
        var id = await host.RequestAsync("Erika", new NoteAdded("x"));
        Assert.Equal(2, await ArchiveAsync(host, id));

        await host.Keys.ForgetAsync(id);

        Assert.Equal("███", (await LoadAsync(host, id))!.Name);
        Assert.Contains($"{id}|permit|requested|███|1|2", await _database.RowsAsync(Rows));
    }

    private EventsHost Host() => new(_database.Database);

    private static Task<long> ArchiveAsync(EventsHost host, Guid id)
    {
        host.Clock.Advance(TimeSpan.FromHours(2));
        return host.Archive.ArchiveAsync(id, host.Clock.GetUtcNow() - EventArchive.Rest);
    }

    private static async Task<Permit?> LoadAsync(EventsHost host, Guid id, long version = 0)
    {
        host.Cache.Clear();
        await using var session = host.Session();
        return version == 0 ? await session.Events.FetchLatest<Permit>(id) : (await host.Streams.ReadAsync(id, TestContext.Current.CancellationToken)).Where(e => e.Version <= version).Fold<Permit>();
    }

    private static async Task<IReadOnlyList<(Guid Id, long Sequence, long Version)>> EventsAsync(EventsHost host, Guid id, long from = 0)
    {
        return [.. (await host.Streams.ReadAsync(id, TestContext.Current.CancellationToken)).Where(e => e.Version >= from).Select(e => (e.Id, e.Sequence, e.Version))];
    }
}
