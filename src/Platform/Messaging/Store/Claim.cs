namespace Verwaltung.Messaging.Store;

/// <summary>A message that this host may handle while its lease lasts. Whoever claims it later gets another lease, and this one is void.</summary>
internal sealed record Claim(
    Guid Id, string Type, string Body, int Lane, Guid Lease, int Attempts, DateTimeOffset DueAt, string? CorrelationId, string? CausationId, string? TraceParent);
