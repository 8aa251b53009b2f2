using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What a process may refer to; null means "not known, do not check".</summary>
public sealed record ProcessResources(
    IReadOnlySet<string>? DecisionIds = null, IReadOnlySet<string>? FormIds = null, IReadOnlySet<string>? JobTypes = null);

/// <summary>The check at deployment: what the engine would not run as drawn is refused here, by element, place and reason.</summary>
public static class ProcessChecks
{
    public static IReadOnlyList<Finding> Check(ProcessDefinition definition, ProcessResources? resources = null) =>
        throw new NotImplementedException();
}
