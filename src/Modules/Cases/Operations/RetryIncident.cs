using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Tries the step again that an incident stopped, after whoever could has mended the cause: elsewhere, or with <see cref="Corrections"/>.</summary>
internal sealed record RetryIncident(CaseId Case, Guid Incident, Actor Actor) : IAsk<Outcome<ChangedCase>>
{
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
}

/// <summary>A value that was wrong or missing, so that a step could not be done.</summary>
/// <param name="Path">Where it stands in the case data, for example <c>zone.name</c>.</param>
internal sealed record Correction(string Path, JsonNode? Value);

/// <summary>The path is no name of case data, or leads to what only the house itself may write.</summary>
internal sealed record CorrectionInvalid(string Path) : Refusal("cases.correction-invalid", $"The value '{Path}' cannot be corrected.");

internal static partial class RetryIncidentHandler
{
    // What the house itself keeps: the case's own facts, and whether it is paid.
    private static readonly string[] Kept = ["fall", "zahlung"];

    public static Decision Decide(RetryIncident command, Case? @case)
    {
        if (@case is null || !MayMend(@case, command))
            return new CaseNotFound();
        if (!@case.Process.Incidents.ContainsKey(command.Incident))
            return new NothingToMend();
        if (command.Corrections.FirstOrDefault(correction => !IsCorrectable(correction.Path)) is { } wrong)
            return new CorrectionInvalid(wrong.Path);

        var mended = command.Corrections is []
            ? Decision.Nothing
            : Decision.Nothing.Then(new Trigger.SetValues(Values(command.Corrections), ValueOrigin.Clerk), command.Actor.Id);
        return mended.Then(new Trigger.ResolveIncident(command.Incident), command.Actor.Id);
    }

    // An operator may try again whatever has stopped, but what stands in a case is for those who work on it.
    private static bool MayMend(Case @case, RetryIncident command) =>
        @case.MayBeSeenBy(command.Actor) || command.Corrections is [] && command.Actor.Has(RoleNames.Operator);

    private static bool IsCorrectable(string path) => path.Length <= 200 && Path().IsMatch(path) && !Kept.Contains(path.Split('.')[0]);

    private static FeelContext Values(IReadOnlyList<Correction> corrections) =>
        corrections.Aggregate(FeelContext.Empty, (values, correction) => values.WithPath(correction.Path, FeelValue.FromJson(correction.Value)));

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
