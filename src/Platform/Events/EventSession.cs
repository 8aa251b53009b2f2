using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>A unit of work.</summary>
public sealed class EventSession : IAsyncDisposable
{
    internal EventSession(Database database, EventOptions options, TimeProvider time, IdSource ids) => _ = (database, options, time, ids);

    /// <summary>Stored with every event of this session.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Stored with every event of this session.</summary>
    public string? CausationId { get; set; }

    /// <summary>Stored with every event of this session; <c>by</c> is the acting person's id.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    /// <summary>Starts a stream.</summary>
    public void StartStream<T>(Guid id, params IReadOnlyList<object> events)
        where T : class => throw new NotSupportedException();

    /// <summary>Appends to a stream.</summary>
    public void Append(Guid id, params IReadOnlyList<object> events) => throw new NotSupportedException();

    /// <summary>Fetches a stream to append to it.</summary>
    public Task<EventStream<T>> FetchForWriting<T>(Guid id, CancellationToken cancel = default)
        where T : class => throw new NotSupportedException();

    /// <summary>Fetches a stream to append to it.</summary>
    public Task<EventStream<T>> FetchForWriting<T>(Guid id, long expectedVersion, CancellationToken cancel = default)
        where T : class => throw new NotSupportedException();

    /// <summary>What a stream is, or was.</summary>
    public Task<T?> AggregateStreamAsync<T>(Guid id, long version = 0, DateTimeOffset? timestamp = null, CancellationToken cancel = default)
        where T : class => throw new NotSupportedException();

    /// <summary>The events of a stream.</summary>
    public Task<IReadOnlyList<StoredEvent>> FetchStreamAsync(Guid id, long fromVersion = 0, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Names the person whose data the stream holds.</summary>
    public void Protect(Guid streamId, Guid personId) => throw new NotSupportedException();

    /// <summary>SQL of the same commit.</summary>
    public void Enlist(NpgsqlBatchCommand command) => throw new NotSupportedException();

    /// <summary>Runs after the commit.</summary>
    public void OnCommitted(Action action) => throw new NotSupportedException();

    /// <summary>Commits.</summary>
    public Task SaveChangesAsync(CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Forgets what was not saved.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
