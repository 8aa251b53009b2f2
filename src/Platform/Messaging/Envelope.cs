namespace Verwaltung.Messaging;

/// <summary>What is known about the message being handled, apart from its content. A handler may take it as a parameter.</summary>
/// <param name="Id">The message's id; the events its handler writes name it as their cause.</param>
/// <param name="Type">Wire name of a durable message, type name of an invoked one.</param>
/// <param name="Attempts">1 on the first run.</param>
/// <param name="CorrelationId">Same for everything that follows from one request: its trace id.</param>
/// <param name="CausationId">Id of the message whose handler sent this one; null at the beginning of a chain.</param>
public sealed record Envelope(Guid Id, string Type, int Attempts, string? CorrelationId, string? CausationId);
