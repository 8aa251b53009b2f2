using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>
/// The other column of the table: elements and event definitions of BPMN that are read and refused, and why. docs/supported-bpmn.md prints them too.
/// </summary>
internal static class NotRun
{
    internal static readonly ImmutableSortedDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["task"] = "it does not say who does it; draw a user, service or manual task",
        ["transaction"] = "transactions with cancel events are not run here; a sub-process with compensation is",
        ["adHocSubProcess"] = "its order is not drawn, and there is no rule here that would give one",
        ["complexGateway"] = "its activation condition has no agreed meaning; use inclusive and exclusive gateways",
        ["callChoreography"] = "choreographies are not run",
        ["choreographyTask"] = "choreographies are not run",
        ["subChoreography"] = "choreographies are not run",
        ["implicitThrowEvent"] = "it is not drawn and not run",
        ["cancelEventDefinition"] = "it belongs to transactions, which are not run here",
        ["conditionalEventDefinition"] = "conditions are not watched here; decide at a gateway when values have come",
        ["standardLoopCharacteristics"] = "draw the loop with a gateway, or use multi-instance",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal static string Reason(string type) => Reasons.GetValueOrDefault(type, "it is not run here");
}
