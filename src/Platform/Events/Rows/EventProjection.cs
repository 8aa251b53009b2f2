using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// A projection over all streams: Marten's daemon shows it each event once, in the order of <see cref="IEvent.Sequence"/>. Its rows and its
/// progress are stored in one transaction, so that a killed host neither loses nor doubles anything. Ours, and not Marten's of the same name, because
/// its SQL must run on two ways: in the daemon's commit, and on a rebuild's own connection that sees the new tables first.
/// </summary>
public abstract class EventProjection
{
    /// <summary>Name of the projection, as <c>verwaltung rebuild</c> takes it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The name of its row in <c>mt_event_progression</c>, moved in the transaction that writes its rows: one statement that reads both
    /// sees every row up to <c>last_seq_id</c> and none behind it.
    /// </summary>
    public string ProgressName => $"{Name}:All";

    /// <summary>The tables it writes and nobody else does. Its SQL names them without a schema, so that a rebuild can write elsewhere.</summary>
    public abstract IReadOnlyList<string> Tables { get; }

    /// <summary>What this event changes; most change nothing.</summary>
    /// <param name="e">The event.</param>
    /// <param name="write">Takes the SQL, run in the order given.</param>
    public abstract void Apply(IEvent e, Action<NpgsqlBatchCommand> write);
}

/// <summary>An <see cref="EventProjection"/> in Marten's daemon.</summary>
internal sealed class AsyncEvents(EventProjection projection) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var e in events) projection.Apply(e, operations.Enlist);
        return Task.CompletedTask;
    }
}
