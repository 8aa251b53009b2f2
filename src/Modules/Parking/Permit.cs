using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>A resident parking permit was issued (§ 45(1b) sentence 1 no. 2a StVO). The holder's key protects the plate.</summary>
/// <param name="Case">The case that granted it; null for one that is older than this register.</param>
internal sealed record PermitIssued(
    string Number, PersonId Holder, string Zone, [property: PersonalData] string Plate, DateOnly ValidFrom, DateOnly ValidTo, Guid? Case, DateTimeOffset At);

/// <summary>A resident parking permit; its stream is named by the job that issued it.</summary>
internal sealed record Permit(string Number, PersonId Holder, string Zone, string Plate, DateOnly ValidFrom, DateOnly ValidTo, Guid? Case)
{
    public static Permit Create(PermitIssued e) => new(e.Number, e.Holder, e.Zone, e.Plate, e.ValidFrom, e.ValidTo, e.Case);
}
