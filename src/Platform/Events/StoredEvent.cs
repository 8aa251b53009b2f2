namespace Verwaltung.Events;

/// <summary>An event as it lies in the store.</summary>
/// <param name="Id">The event's own id.</param>
/// <param name="Sequence">Its number over all streams, ascending but with gaps; 0 before it is stored.</param>
/// <param name="StreamId">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream, from 1 without gaps.</param>
/// <param name="Data">The event, in its newest version.</param>
/// <param name="Type">The wire name under which it was stored.</param>
/// <param name="Timestamp">When it was appended, by the host's clock, to the microsecond, UTC.</param>
/// <param name="CorrelationId">What the whole conversation has in common.</param>
/// <param name="CausationId">The message that led to it.</param>
/// <param name="Headers">Further facts; <c>by</c> is the id of the acting person.</param>
public sealed record StoredEvent(
    Guid Id,
    long Sequence,
    Guid StreamId,
    long Version,
    object Data,
    string Type,
    DateTimeOffset Timestamp,
    string? CorrelationId,
    string? CausationId,
    IReadOnlyDictionary<string, string> Headers);
