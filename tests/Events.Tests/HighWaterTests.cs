using System.Collections.Concurrent;
using Npgsql;
using Xunit;

namespace Verwaltung.Events.Tests;

/// <summary>The proven mark under writers that are slow, roll back, keep savepoints, work before they append, or are killed.</summary>
public sealed class HighWaterTests(EventsDatabase database) : IClassFixture<EventsDatabase>
{
    private const int Writers = 14, Streams = 40;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
    private readonly ConcurrentBag<Guid> _acknowledged = [];
    private readonly Guid[] _streams = [.. Enumerable.Range(0, Streams).Select(_ => Guid.CreateVersion7())];
    private int _rolledBack, _killed;

    [Fact]
    public async Task No_event_is_missed_doubled_or_out_of_its_streams_order()
    {
        foreach (var stream in _streams) await database.ExecuteAsync($"insert into mt_streams (id, version) values ('{stream}', 0)");
        await using var host = new EventsHost(database.Database);
        using var stop = new CancellationTokenSource();

        var reading = ReadAsync(host, stop.Token);
        var writing = Enumerable.Range(0, Writers).Select(seed => Task.Run(() => WriteAsync(new Random(seed), stop.Token))).ToList();
        await Task.Delay(Length);
        await stop.CancelAsync();
        await Task.WhenAll(writing);
        var (seen, mark) = await reading;

        var all = await database.RowsAsync("select id, stream_id, version from mt_events order by seq_id");
        Assert.Equal(all, seen);
        Assert.Equal(["0"], await database.RowsAsync($"select count(*) from mt_events where seq_id > {mark}"));
        Assert.Equal(all.Count, seen.Distinct().Count());
        Assert.Subset(all.Select(row => row[..36]).ToHashSet(), _acknowledged.Select(id => id.ToString()).ToHashSet());
        Assert.All(seen.GroupBy(row => row.Split('|')[1]), stream => Assert.Equal(stream.Select(Version).Order(), stream.Select(Version)));
        Assert.True(all.Count > 500 && _rolledBack > 0 && _killed > 0, $"Expected a real fight, but there were {all.Count} events, {_rolledBack} rolled back and {_killed} killed.");
    }

    private static int Version(string row) => int.Parse(row.Split('|')[2], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(List<string> Seen, long Mark)> ReadAsync(EventsHost host, CancellationToken stop)
    {
        var seen = new List<string>();
        var at = 0L;
        while (true)
        {
            var isLast = stop.IsCancellationRequested;
            var mark = await host.Store.HighWaterAsync(CancellationToken.None);
            seen.AddRange(await database.RowsAsync($"select id, stream_id, version from mt_events where seq_id > {at} and seq_id <= {mark} order by seq_id"));
            at = mark;
            if (isLast && at == await host.Store.LastNumberAsync(CancellationToken.None)) return (seen, at);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private async Task WriteAsync(Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                foreach (var id in await WriteOnceAsync(random)) _acknowledged.Add(id);
            }
            catch (PostgresException e) when (e.SqlState is "23505" or "40P01" or "57P01")
            {
                // overtaken, deadlocked or killed: nothing was acknowledged
            }
            catch (NpgsqlException e) when (e is not PostgresException)
            {
                // killed
            }
        }
    }

    private async Task<List<Guid>> WriteOnceAsync(Random random)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var kind = random.Next(100);
        var ids = new List<Guid>();
        if (kind is >= 70 and < 80) await new NpgsqlCommand("select count(*) from mt_streams where pg_current_xact_id() is not null", connection).ExecuteNonQueryAsync(); // has worked before
        if (kind is >= 80 and < 85)
        {
            await transaction.SaveAsync("before");
            await AppendAsync(connection, random);
            await transaction.RollbackAsync("before");
        }

        ids.Add(await AppendAsync(connection, random));
        if (kind < 15) await Task.Delay(random.Next(kind == 0 ? 1500 : 60)); // slow
        if (kind < 15) ids.Add(await AppendAsync(connection, random));
        if (kind is >= 85 and < 92)
        {
            await transaction.RollbackAsync();
            Interlocked.Increment(ref _rolledBack);
            return [];
        }

        if (kind >= 97)
        {
            await database.ExecuteAsync($"select pg_terminate_backend({connection.ProcessID})");
            Interlocked.Increment(ref _killed);
        }

        await transaction.CommitAsync();
        return ids;
    }

    private async Task<Guid> AppendAsync(NpgsqlConnection connection, Random random)
    {
        var (id, stream) = (Guid.CreateVersion7(), _streams[random.Next(Streams)]);
        await using var insert = new NpgsqlCommand(
            """
            insert into mt_events (seq_id, id, stream_id, version, data, type)
            values (nextval('mt_events_sequence'), $1, $2, 1 + (select coalesce(max(version), 0) from mt_events where stream_id = $2), '{}', 'note_added')
            """,
            connection)
        {
            Parameters = { new() { Value = id }, new() { Value = stream } },
        };
        await insert.ExecuteNonQueryAsync();
        return id;
    }
}
