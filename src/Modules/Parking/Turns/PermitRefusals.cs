namespace Verwaltung.Parking;

/// <summary>Why a permit cannot be given back, replaced or renewed. Codes are stable; people read the code's text in their language.</summary>
internal abstract record PermitRefusal(string Code, string Message);

/// <summary>There is no such permit, or it is not the actor's: both look the same.</summary>
internal sealed record PermitNotFound() : PermitRefusal("parking.not-found", "There is no such permit, or it is not yours.");

internal sealed record PermitOver() : PermitRefusal("parking.over", "The permit is no longer valid.");

internal sealed record PermitNotRenewable(DateOnly? From) : PermitRefusal("parking.not-renewable", "The permit cannot be renewed now.");
