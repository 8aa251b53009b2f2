using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>A stream that was appended to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its aggregate's name.</param>
public sealed record ChangedStream(Guid Id, string Type);

/// <summary>Tells which streams were changed by commits of any host, shortly afterwards. For those who look at something now; whoever must not miss an event writes a projection.</summary>
public sealed class StreamChanges(EventStore store, CommitSignal signal, ILogger<StreamChanges> log)
{
    private const int Batch = 5_000;

    /// <summary>Many commits are told of together: telling of each would cost more than they do.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>The streams changed since <paramref name="after"/>, each once a batch.</summary>
    /// <param name="after">A mark of <see cref="EventStore.HighWaterAsync"/>; null: from the first look on.</param>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<IReadOnlyList<ChangedStream>> WatchAsync(long? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = after;
        while (true)
        {
            var next = signal.Next;
            var (changed, mark) = await TryReadAsync(seen, cancel);
            seen = mark ?? seen;
            if (changed.Count == 0)
            {
                await CommitSignal.WaitAsync(next, Longest, cancel);
                continue;
            }

            yield return changed;
            await Task.Delay(Pause, cancel);
        }
    }

    private async Task<(IReadOnlyList<ChangedStream> Changed, long? Mark)> TryReadAsync(long? seen, CancellationToken cancel)
    {
        try
        {
            var mark = await store.HighWaterAsync(cancel);
            if (seen is null || mark <= seen)
                return ([], mark);
            var upTo = Math.Min(mark, seen.Value + Batch);
            return (await ReadAsync(seen.Value, upTo, cancel), upTo);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException && !cancel.IsCancellationRequested)
        {
            log.LogWarning(e, "Changed streams could not be read; they are told of once the database answers again");
            return ([], null);
        }
    }

    private async Task<IReadOnlyList<ChangedStream>> ReadAsync(long after, long upTo, CancellationToken cancel)
    {
        await using var command = store.Database.Source.CreateCommand(
            "select distinct s.id, s.type from mt_events e join mt_streams s on s.id = e.stream_id where e.seq_id > $1 and e.seq_id <= $2 and s.type is not null");
        command.Parameters.Add(Sql.Of(after));
        command.Parameters.Add(Sql.Of(upTo));
        var changed = new List<ChangedStream>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            changed.Add(new(reader.GetGuid(0), reader.GetString(1)));
        return changed;
    }
}
