using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>All streams of a municipality.</summary>
public sealed class EventStore(Database database, EventOptions options, TimeProvider time, IdSource ids)
{
    /// <summary>The keys of persons.</summary>
    public PersonalKeys Keys { get; } = new();

    /// <summary>What the store knows.</summary>
    public EventOptions Options => options;

    /// <summary>A unit of work: reads, and one commit.</summary>
    public EventSession OpenSession() => new(database, options, time, ids);

    /// <summary>The sequence number up to which nothing can appear any more.</summary>
    public Task<long> HighWaterAsync(CancellationToken cancel = default) => throw new NotSupportedException();
}
