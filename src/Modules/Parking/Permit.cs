using System.Collections.Immutable;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>A resident parking permit was issued (§ 45(1b) sentence 1 no. 2a StVO). The holder's key protects the plate.</summary>
/// <param name="Case">The case that granted it; null for one that is older than this register.</param>
/// <param name="HolderName">As it was then; null for a permit that was issued before names were kept.</param>
[Event("permit_issued")]
internal sealed record PermitIssued(
    string Number, PersonId Holder, string Zone, [property: PersonalData] string Plate, DateOnly ValidFrom, DateOnly ValidTo, Guid? Case, DateTimeOffset At,
    [property: PersonalData] string? HolderName = null);

/// <summary>The permit is for another plate from now on. It has a new number; the sheet with the old one is void.</summary>
[Event("permit_plate_changed")]
internal sealed record PermitPlateChanged(string Number, [property: PersonalData] string Plate, Guid? Case, DateTimeOffset At);

/// <summary>A sheet was lost or cannot be read: the permit has a new number, the old one is void.</summary>
[Event("permit_replaced")]
internal sealed record PermitReplaced(string Number, PersonId By, DateTimeOffset At);

/// <summary>The holder was told that the permit ends soon and how to renew it.</summary>
[Event("permit_renewal_offered")]
internal sealed record PermitRenewalOffered(DateTimeOffset At);

/// <summary>Another permit follows this one; this one ends on its day as it would have.</summary>
[Event("permit_renewed")]
internal sealed record PermitRenewed(Guid Next, string NextNumber, Guid? Case, DateTimeOffset At);

[Event("permit_expired")]
internal sealed record PermitExpired(DateTimeOffset At);

/// <summary>The holder gave the permit back (§ 43(2) VwVfG NRW: it is settled otherwise).</summary>
/// <param name="On">The first day on which it is no longer valid.</param>
[Event("permit_returned")]
internal sealed record PermitReturned(DateOnly On, PersonId By, DateTimeOffset At);

/// <summary>The permit was revoked (§ 49(2) VwVfG NRW).</summary>
/// <param name="On">The first day on which it is no longer valid.</param>
[Event("permit_revoked")]
internal sealed record PermitRevoked(DateOnly On, Guid? Case, DateTimeOffset At);

internal enum PermitState
{
    Valid,
    Expired,
    Returned,
    Revoked,
}

/// <summary>A number that the permit had before: whoever shows its sheet shows a void one.</summary>
internal sealed record VoidSheet(string Number, DateTimeOffset Since);

/// <summary>A resident parking permit; its stream is named by the job that issued it.</summary>
internal sealed record Permit(string Number, PersonId Holder, string Zone, string Plate, DateOnly ValidFrom, DateOnly ValidTo, Guid? Case)
{
    public PermitState State { get; init; }

    public string? HolderName { get; init; }

    /// <summary>The first day on which it is no longer valid, if that is not the day after its term.</summary>
    public DateOnly? EndsOn { get; init; }

    public bool IsRenewalOffered { get; init; }
    public Guid? RenewedBy { get; init; }

    /// <summary>The case that last changed it, so that a repeated job finds its own work.</summary>
    public Guid? ChangedBy { get; init; }

    public ImmutableArray<VoidSheet> VoidSheets { get; init; } = [];

    public static Permit Create(PermitIssued e) => new(e.Number, e.Holder, e.Zone, e.Plate, e.ValidFrom, e.ValidTo, e.Case) { HolderName = e.HolderName };

    public Permit Apply(PermitPlateChanged e) => Renumbered(e.Number, e.At) with { Plate = e.Plate, ChangedBy = e.Case };
    public Permit Apply(PermitReplaced e) => Renumbered(e.Number, e.At);
    public Permit Apply(PermitRenewalOffered _) => this with { IsRenewalOffered = true };
    public Permit Apply(PermitRenewed e) => this with { RenewedBy = e.Next, ChangedBy = e.Case };
    public Permit Apply(PermitExpired _) => this with { State = PermitState.Expired };
    public Permit Apply(PermitReturned e) => this with { State = PermitState.Returned, EndsOn = e.On };
    public Permit Apply(PermitRevoked e) => this with { State = PermitState.Revoked, EndsOn = e.On, ChangedBy = e.Case };

    private Permit Renumbered(string number, DateTimeOffset at) => this with { Number = number, VoidSheets = VoidSheets.Add(new(Number, at)) };
}
