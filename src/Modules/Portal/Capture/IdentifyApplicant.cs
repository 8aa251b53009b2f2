using System.Security.Claims;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Portal;

/// <summary>Name or birth date cannot be those of a living person.</summary>
internal sealed record PersonInvalid() : Refusal("portal.person-invalid", "Given name, family name and a birth date in the past are needed.");

/// <summary>The person whom a clerk captures an application for.</summary>
[ObjectType]
internal sealed record IdentifiedApplicant(
    [property: ID] Guid Id, [property: GraphQLDescription("Whether notices can go to the person's mailbox; else they go by post.")] bool HasMailbox);

[MutationType, Authorize(Roles = RoleNames.Clerk)]
internal static class IdentifyApplicant
{
    [GraphQLDescription("Finds or makes the account of a person at the counter, on the phone or behind a paper form. For clerks of the procedure's team.")]
    [Error(typeof(ServiceNotFound)), Error(typeof(PersonInvalid))]
    public static async Task<Outcome<IdentifiedApplicant>> IdentifyApplicantAsync(
        string procedure, string givenName, string familyName, DateOnly birthDate, string? language, Actor actor, IRunner runner, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await CaptureRights.BundleAsync(procedure, actor, runner, cancellation) is null)
            return new ServiceNotFound();
        var today = LegalTime.Day(time.GetUtcNow());
        var (given, family) = (givenName.Trim(), familyName.Trim());
        if (given.Length is 0 or > 100 || family.Length is 0 or > 100 || birthDate > today || birthDate < today.AddYears(-130))
            return new PersonInvalid();

        var enrolled = await runner.InvokeAsync<EnrolledCitizen>(
            new EnrolCitizen(given, family, birthDate, PeoplesLanguage.Of(language).Code), cancellation: cancellation);
        return new IdentifiedApplicant(enrolled.Id.Value, enrolled.HasMailbox);
    }
}

internal static class CaptureRights
{
    /// <summary>The procedure, if the person is a clerk of its team; null looks the same as no procedure.</summary>
    public static async Task<Bundle?> BundleAsync(string procedure, Actor actor, IRunner runner, CancellationToken cancellation) =>
        await runner.InvokeAsync<Bundle?>(new GetActiveBundle(procedure), cancellation: cancellation) is { } bundle
        && actor.IsStaff && actor.Hats.Any(hat => hat.Has(RoleNames.Clerk) && hat.Teams.Contains(bundle.Settings.Team))
            ? bundle
            : null;
}
