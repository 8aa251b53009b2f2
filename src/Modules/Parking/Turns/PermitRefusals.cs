using Verwaltung.Outcomes;

namespace Verwaltung.Parking;

/// <summary>There is no such permit, or it is not the actor's: both look the same.</summary>
internal sealed record PermitNotFound() : Refusal("parking.not-found", "There is no such permit, or it is not yours.");

internal sealed record PermitOver() : Refusal("parking.over", "The permit is no longer valid.");

internal sealed record PermitNotRenewable(DateOnly? From) : Refusal("parking.not-renewable", "The permit cannot be renewed now.");
