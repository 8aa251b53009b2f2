using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

internal static class SpokenFor
{
    /// <summary>The applicant, or staff who see the case and write down what reached them by letter, by phone or at the counter.</summary>
    public static bool IsSpokenForBy(this Case @case, Actor actor) => actor.IsStaff ? @case.MayBeSeenBy(actor) : @case.Applicant == actor.Id;
}
