using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Fetching;
using Marten.Internal.Sessions;
using Marten.Linq.QueryHandlers;
using Weasel.Postgresql;
using Weasel.Postgresql.SqlGeneration;
using Weasel.Storage;

namespace Verwaltung.Events;

/// <summary>
/// Plans how Marten fetches aggregates: from the cache of immutable aggregates by version, so that only the tail is read. A stream of 400
/// events read whole costs half the rate of commands (docs/decisions/0022).
/// </summary>
internal sealed class CachedPlanner(AggregateReader aggregates) : IFetchPlanner
{
    /// <inheritdoc/>
    public bool TryMatch<TDoc, TId>(IEventIdentityStrategy<TId> identity, StoreOptions options, [NotNullWhen(true)] out IAggregateFetchPlan<TDoc, TId>? plan)
        where TDoc : class
        where TId : notnull
    {
        plan = identity is IEventIdentityStrategy<Guid> streams ? (IAggregateFetchPlan<TDoc, TId>)(object)new CachedPlan<TDoc>(aggregates, streams) : null;
        return plan is not null;
    }
}

/// <summary>How one type of aggregate is fetched. A stream fetched twice in a session is the same stream.</summary>
internal sealed class CachedPlan<T>(AggregateReader aggregates, IEventIdentityStrategy<Guid> streams) : IAggregateFetchPlan<T, Guid>
    where T : class
{
    /// <inheritdoc/>
    public ProjectionLifecycle Lifecycle => ProjectionLifecycle.Live;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">An exclusive lock is asked for: versions decide here, not locks.</exception>
    public async Task<IEventStream<T>> FetchForWriting(DocumentSessionBase session, Guid id, bool forUpdate, CancellationToken cancellation = default)
    {
        if (forUpdate) throw new NotSupportedException("Expected FetchForWriting: streams are not locked while somebody decides.");
        if (Fetched.Of(session).Find<T>(id) is { } known) return known;
        return Open(session, id, await aggregates.LoadAsync(typeof(T), id, cancellation));
    }

    /// <inheritdoc/>
    public async Task<IEventStream<T>> FetchForWriting(
        DocumentSessionBase session, Guid id, long expectedStartingVersion, CancellationToken cancellation = default) =>
        Expect(await FetchForWriting(session, id, forUpdate: false, cancellation), expectedStartingVersion);

    /// <inheritdoc/>
    public async ValueTask<T?> FetchForReading(DocumentSessionBase session, Guid id, CancellationToken cancellation) =>
        (T?)(await aggregates.LoadAsync(typeof(T), id, cancellation)).Aggregate;

    /// <inheritdoc/>
    public async ValueTask<T?> ProjectLatest(DocumentSessionBase session, Guid id, CancellationToken cancellation)
    {
        var pending = session.PendingChanges.Streams().Where(stream => stream.Id == id).SelectMany(stream => stream.Events);
        return (T?)AggregateFold.Of(typeof(T)).Over(await FetchForReading(session, id, cancellation), pending);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: an aggregate has no JSON of its own.</exception>
    public Task<bool> StreamForReading(DocumentSessionBase session, Guid id, Stream destination, CancellationToken cancellation) =>
        throw new NotSupportedException("Expected FetchLatest: an aggregate has no JSON of its own.");

    /// <inheritdoc/>
    public IQueryHandler<IEventStream<T>> BuildQueryHandler(QuerySession session, Guid id, long expectedStartingVersion) =>
        new Tail<IEventStream<T>>(aggregates, streams, id, (at, now) => Expect(Open((DocumentSessionBase)at, id, now), expectedStartingVersion));

    /// <inheritdoc/>
    public IQueryHandler<IEventStream<T>> BuildQueryHandler(QuerySession session, Guid id, bool forUpdate) =>
        new Tail<IEventStream<T>>(aggregates, streams, id, (at, now) => Open((DocumentSessionBase)at, id, now));

    /// <inheritdoc/>
    public IQueryHandler<T?> BuildQueryHandler(QuerySession session, Guid id) => new Tail<T?>(aggregates, streams, id, (_, now) => (T?)now.Aggregate);

    private static IEventStream<T> Expect(IEventStream<T> stream, long version) => stream.StartingVersion == version
        ? stream
        : throw new EventStreamUnexpectedMaxEventIdException(stream.Id, typeof(T), version, stream.StartingVersion ?? 0);

    private IEventStream<T> Open(DocumentSessionBase session, Guid id, AggregateAt now)
    {
        var stream = now.Version == 0
            ? streams.StartStream<T>(null, session, id, default)
            : streams.AppendToStream((T?)now.Aggregate, session, id, now.Version, default);
        Fetched.Of(session).Keep(id, now, stream);
        return stream;
    }

    /// <summary>In a query of several parts: the events behind what the cache had when the query was built.</summary>
    private sealed class Tail<TResult>(
        AggregateReader aggregates, IEventIdentityStrategy<Guid> streams, Guid id, Func<IStorageSession, AggregateAt, TResult> result) : IQueryHandler<TResult>
    {
        private readonly int _epoch = aggregates.Cache.Epoch;
        private readonly AggregateAt _known = aggregates.Cache.Get(typeof(T), id);
        private IQueryHandler<IReadOnlyList<IEvent>>? _events;

        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            _events = streams.BuildEventQueryHandler(isGlobal: false, id, new Behind(_known.Version));
            _events.ConfigureCommand(builder, session);
        }

        public async Task<TResult> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
        {
            var tail = await _events!.HandleAsync(reader, session, token);
            return result(session, tail.Count == 0 ? _known : aggregates.Keep(typeof(T), id, _known, tail, _epoch));
        }

        public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) =>
            throw new NotSupportedException("Expected FetchLatest: an aggregate has no JSON of its own.");
    }

    private sealed class Behind(long version) : ISqlFragment
    {
        public void Apply(ICommandBuilder builder)
        {
            builder.Append("d.version > ");
            builder.AppendParameter(version);
        }
    }
}
