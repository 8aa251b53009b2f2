namespace Verwaltung.Events;

/// <summary>One stream fetched for writing: what it is now, and what shall be added to it at the next save.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public sealed class EventStream<T>
    where T : class
{
    private readonly Action<IEnumerable<object>> _append;
    private readonly Func<IReadOnlyList<object>> _pending;

    internal EventStream(Guid id, T? aggregate, long version, Action<IEnumerable<object>> append, Func<IReadOnlyList<object>> pending)
    {
        (Id, Aggregate, CurrentVersion) = (id, aggregate, version);
        (_append, _pending) = (append, pending);
    }

    /// <summary>The stream's id.</summary>
    public Guid Id { get; }

    /// <summary>The aggregate when the stream was fetched; null if there is no such stream.</summary>
    public T? Aggregate { get; }

    /// <summary>The version that <see cref="Aggregate"/> has; 0 if there is no such stream.</summary>
    public long CurrentVersion { get; }

    /// <summary>The events that the next save adds.</summary>
    public IReadOnlyList<object> Pending => _pending();

    /// <summary>Adds an event at the next save.</summary>
    public void AppendOne(object @event) => _append([@event]);

    /// <summary>Adds events at the next save.</summary>
    public void AppendMany(IEnumerable<object> events) => _append(events);
}
