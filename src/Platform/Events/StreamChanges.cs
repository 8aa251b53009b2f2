using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>A stream that was appended to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its aggregate's name.</param>
public sealed record ChangedStream(Guid Id, string Type);

/// <summary>
/// Tells which streams were changed by commits of any host, shortly afterwards. For those who look at something now; whoever must not miss an event
/// writes a projection.
/// It reads from Marten's mark on, below which nothing can appear any more, and remembers what it has told above it: so a slow writer's events are
/// told when they come,
/// and a fast one's do not wait for them.
/// </summary>
public sealed class StreamChanges(NpgsqlDataSource source, CommitSignal signal, ILogger<StreamChanges> log)
{
    private const int Batch = 5_000;

    /// <summary>Many commits are told of together: telling of each would cost more than they do.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private const string Page = """
        select coalesce((select last_seq_id from mt_event_progression where name = 'HighWaterMark'), 0), e.seq_id, s.id, s.type
        from mt_events e join mt_streams s on s.id = e.stream_id
        where e.seq_id > $1 and s.type is not null order by e.seq_id limit $2
        """;

    /// <summary>The streams changed from the first look on, each once a batch.</summary>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<IReadOnlyList<ChangedStream>> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var told = new Told();
        while (true)
        {
            var (next, isFirst) = (signal.Next, !told.HasBegun);
            var changed = await TryReadAsync(told, cancel);
            if (isFirst || changed.Count == 0)
            {
                await CommitSignal.WaitAsync(next, Longest, cancel);
                continue;
            }

            yield return [.. changed];
            await Task.Delay(Pause, cancel);
        }
    }

    private async Task<IReadOnlyCollection<ChangedStream>> TryReadAsync(Told told, CancellationToken cancel)
    {
        try
        {
            var changed = new HashSet<ChangedStream>();
            while (await ReadAsync(told, changed, cancel)) { }
            return changed;
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException && !cancel.IsCancellationRequested)
        {
            log.LogWarning(e, "Changed streams could not be read; they are told of once the database answers again");
            return [];
        }
    }

    // One page of what lies above the mark; false when there is no more.
    private async Task<bool> ReadAsync(Told told, HashSet<ChangedStream> changed, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Page);
        command.Parameters.Add(Sql.Of(told.ReadOn));
        command.Parameters.Add(Sql.Of((long)Batch));
        var (mark, rows) = (0L, 0);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        for (; await reader.ReadAsync(cancel); rows++)
        {
            mark = reader.GetInt64(0);
            if (told.Add(reader.GetInt64(1))) changed.Add(new(reader.GetGuid(2), reader.GetString(3)));
        }

        told.Pass(mark, hasMore: rows == Batch);
        return rows == Batch;
    }

    /// <summary>What was told already.</summary>
    private sealed class Told
    {
        private readonly SortedSet<long> _above = [];
        private long _mark;

        /// <summary>Where the next page begins.</summary>
        public long ReadOn { get; private set; }

        /// <summary>Whether all that was there at the beginning has been passed over.</summary>
        public bool HasBegun { get; private set; }

        public bool Add(long sequence)
        {
            ReadOn = Math.Max(ReadOn, sequence);
            return _above.Add(sequence);
        }

        /// <summary>Up to Marten's mark nothing can appear any more; the next look begins there.</summary>
        public void Pass(long mark, bool hasMore)
        {
            if (hasMore) return;
            HasBegun = true;
            _mark = Math.Max(_mark, Math.Min(mark, ReadOn));
            _above.RemoveWhere(sequence => sequence <= _mark);
            ReadOn = _mark;
        }
    }
}
