namespace Verwaltung.Events;

/// <summary>What a session is going to append to one stream.</summary>
internal sealed class StreamChange(Guid id)
{
    public Guid Id => id;

    public List<object> Events { get; } = [];

    /// <summary>The stream must not exist yet.</summary>
    public bool Starts { get; set; }

    /// <summary>The version decided on; null: whatever it is.</summary>
    public long? Expected { get; set; }

    /// <summary>The aggregate that the stream is of, if known.</summary>
    public Type? AggregateType { get; set; }

    /// <summary>The aggregate before the change, as read from the store, if it was.</summary>
    public AggregateAt? Before { get; set; }

    /// <summary>The person of whom the personal members speak.</summary>
    public Guid? Person { get; set; }
}
