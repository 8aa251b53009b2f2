namespace Verwaltung.Messaging;

/// <summary>What a handler returns to send any number of messages. Each must be of a mapped type or a <see cref="Scheduled"/> one.</summary>
public sealed class OutgoingMessages : List<object>
{
    /// <summary>Adds a message to be handled not before <paramref name="at"/>.</summary>
    public void Schedule(object message, DateTimeOffset at) => Add(new Scheduled(message, at));
}

/// <summary>A message that is to be handled not before <paramref name="At"/> by the application's clock: a timer.</summary>
public sealed record Scheduled(object Message, DateTimeOffset At);

/// <summary>
/// Names the thing a message is about, most often its case. Messages of one partition share a lane: hosts serve lanes in turn, so that
/// a thousand messages of one case do not keep the others waiting. Their order is not promised.
/// </summary>
public interface IPartitioned
{
    /// <summary>Id of the thing the message is about.</summary>
    Guid PartitionId { get; }
}
