using JasperFx.Events;
using Marten;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>What our sessions can do beyond Marten's.</summary>
public static class SessionExtensions
{
    /// <summary>
    /// Says whose data the personal members of this session's events on the stream are: they are encrypted with the key of (person, stream), which is made in
    /// the same commit if it is new. Without it the stream's first person is meant.
    /// </summary>
    public static void Protect(this IDocumentOperations session, Guid streamId, Guid personId) => Fetched.Of(session).Protect(streamId, personId);

    /// <summary>Adds SQL with parameters <c>$1</c> and on to the commit, after the events. If it fails, nothing was done.</summary>
    public static void Enlist(this IDocumentOperations session, NpgsqlBatchCommand command) => session.QueueOperation(new SqlOperation(command));

    /// <summary>What events make of an aggregate: what a stream was when those were all. For what it is now there is Marten's <c>FetchLatest</c>.</summary>
    /// <returns>Null if there were none.</returns>
    public static T? Fold<T>(this IEnumerable<IEvent> events)
        where T : class =>
        (T?)AggregateFold.Of(typeof(T)).Over(null, events);

    /// <summary>The version that the stream's aggregate has; 0 if there is no such stream.</summary>
    public static long Version<T>(this IEventStream<T> stream)
        where T : class =>
        stream.StartingVersion ?? 0;

    /// <summary>The version that the stream has once this session is saved.</summary>
    public static long VersionAfter<T>(this IEventStream<T> stream)
        where T : class =>
        stream.Version() + stream.Events.Count;

    /// <summary>The stream's aggregate with what this session has appended already; null: there is none.</summary>
    public static T? AggregateAfter<T>(this IEventStream<T> stream)
        where T : class =>
        stream.Events.Count == 0 ? stream.Aggregate : (T?)AggregateFold.Of(typeof(T)).Over(stream.Aggregate, stream.Events);

    /// <summary>Who acted: the header <c>by</c> of the commit; null: nobody is named.</summary>
    public static string? By(this IEvent e) => e.GetHeader("by")?.ToString();
}
