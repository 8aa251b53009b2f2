using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Parking;

/// <summary>An answer of the one page is missing or does not fit.</summary>
/// <param name="Field">The input field that needs another look.</param>
internal sealed record RenewalIncomplete(string Field) : Refusal("parking.renewal-incomplete", $"The field '{Field}' needs another look.");

[GraphQLDescription("A renewal that was asked for: the case that decides on it.")]
[ObjectType]
internal sealed record RenewalRequested(
    [property: ID, GraphQLDescription("The case.")] Guid CaseId, [property: GraphQLDescription("Its file number.")] string FileNumber);

[MutationType]
internal static class RequestRenewalMutation
{
    public const string Procedure = "resident-parking-permit-renewal";

    [Authorize]
    [GraphQLDescription(
        "Asks for another permit after the own one, from 28 days before its end: "
        + "same home, same car. The same `caseId` again answers with the first case.")]
    [Error(typeof(PermitNotFound)), Error(typeof(PermitNotRenewable)), Error(typeof(RenewalIncomplete))]
    public static async Task<Outcome<RenewalRequested>> RequestRenewalAsync(
        [ID] Guid caseId, [ID] Guid permitId, int months, bool isUnchanged, string delivery, string? email, string? language,
        Actor actor, IRunner runner, PermitRegister register, CancellationToken cancellation)
    {
        if (await register.FindAsync(permitId, cancellation) is not { } permit || permit.HolderId != actor.Id.Value)
            return new PermitNotFound();
        if (await runner.InvokeAsync<CaseStarted?>(new FindCase(new(caseId), actor.Id), cancellation: cancellation) is { } before) return Requested(before);
        if (permit.RenewableFrom is not { } from || from > register.Today) return new PermitNotRenewable(permit.RenewableFrom);
        if (Missing(months, isUnchanged, delivery, email) is { } field) return new RenewalIncomplete(field);
        if (await runner.InvokeAsync<Citizen?>(new GetCitizen(actor.Id), cancellation: cancellation) is not { } citizen)
            return new PermitNotFound();

        var answers = FeelContext.Empty
            .WithPath("verlaengerung.unveraendert", true)
            .WithPath("antrag.laufzeit", months.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .WithPath(DataNames.Delivery, delivery);
        if (email is { Length: > 0 }) answers = answers.WithPath(DataNames.Email, email);
        return Requested(await runner.InvokeAsync<CaseStarted>(
            new StartCase(
                new(caseId), Procedure, actor.Id, actor.Id, "portal",
                [
                    new(ValueOrigin.Applicant, answers), new(ValueOrigin.Account, PermitCases.PersonOf(citizen)),
                    new(ParkingModule.Origin, FeelContext.Empty.WithPath("fahrzeug.kennzeichen", permit.Plate)),
                ],
                [], PeoplesLanguage.Of(language).Code),
            new InvokeOptions { By = actor.Id.ToString() }, cancellation));
    }

    private static Outcome<RenewalRequested> Requested(CaseStarted started) => new RenewalRequested(started.Case.Value, started.FileNumber);

    private static string? Missing(int months, bool isUnchanged, string delivery, string? email) =>
        !isUnchanged ? "isUnchanged"
        : months is not (6 or 12) ? "months"
        : delivery is not ("postfach" or "post") ? "delivery"
        : email is { Length: > 0 } && !System.Net.Mail.MailAddress.TryCreate(email, out _) ? "email"
        : delivery == "postfach" && string.IsNullOrEmpty(email) ? "email"
        : null;
}

[QueryType]
internal static class RenewalQueries
{
    [Authorize]
    [GraphQLDescription("What a renewal costs, in words; the fee of the day of issue applies. Empty when renewals are not offered.")]
    public static async Task<string> RenewalFeeAsync(IRunner runner, CancellationToken cancellation, string language = "de") =>
        (await runner.InvokeAsync<Bundle?>(new GetActiveBundle(RequestRenewalMutation.Procedure), cancellation: cancellation))?.Settings.Fee.In(language) ?? "";

    [Authorize]
    [GraphQLDescription("The e-mail address of the own account, to begin a renewal with; null if there is none.")]
    public static async Task<string?> RenewalEmailAsync(Actor actor, IRunner runner, CancellationToken cancellation) =>
        (await runner.InvokeAsync<Citizen?>(new GetCitizen(actor.Id), cancellation: cancellation))?.Email;
}
