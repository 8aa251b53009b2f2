using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What a process may refer to; null means "not known, do not check".</summary>
public sealed record ProcessResources(
    IReadOnlySet<string>? DecisionIds = null, IReadOnlySet<string>? FormIds = null, IReadOnlySet<string>? JobTypes = null);

/// <summary>
/// The check at deployment: what the engine would not run as drawn is refused here, by element, place and reason. A process without
/// an error among its findings can be given to <see cref="ProcessEngine"/>.
/// </summary>
public static class ProcessChecks
{
    /// <summary>The rules, in the order in which a designer would mend what they find.</summary>
    private static readonly ImmutableArray<Func<ProcessDefinition, IEnumerable<Finding>>> Rules =
    [
        UnsupportedElements.Check,
        Starts.Check,
        EventSubProcesses.Check,
        Flows.Check,
        EventGateways.Check,
        Boundaries.Check,
        Compensating.Check,
        Links.Check,
        TaskWork.Check,
        Calls.Check,
        Repetitions.Check,
        Messages.Check,
        Codes.Check,
        Timers.Check,
        Expressions.Check,
        Reachability.Check,
    ];

    /// <summary>All findings, in the order of the file.</summary>
    public static IReadOnlyList<Finding> Check(ProcessDefinition definition, ProcessResources? resources = null) =>
    [
        .. definition.Faults.Concat(Rules.SelectMany(rule => rule(definition)))
            .Concat(resources is null ? [] : References.Check(definition, resources))
            .OrderBy(finding => finding.Line).ThenBy(finding => finding.Column),
    ];

    internal static Finding Error(this ProcessDefinition definition, Position at, string code, string message) =>
        new(definition.FileName, at.Line, at.Column, Severity.Error, code, message);

    internal static Finding Warning(this ProcessDefinition definition, Position at, string code, string message) =>
        new(definition.FileName, at.Line, at.Column, Severity.Warning, code, message);
}
