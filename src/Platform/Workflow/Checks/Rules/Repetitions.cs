using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Multi-instance activities say how often they run, and outputs have a name and a value (BPMN 2.0.2, clause 10.3.8).</summary>
internal static class Repetitions
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.OfType<Activity>()
            .Where(activity => activity.Loop is not null)
            .SelectMany(activity => CheckLoop(definition, activity, activity.Loop!));

    private static IEnumerable<Finding> CheckLoop(ProcessDefinition definition, Activity activity, MultiInstance loop)
    {
        if (loop.InputCollection is null == loop.Cardinality is null)
            yield return definition.Error(loop.Position, "bpmn.multi-instance", $"'{activity.Id}' needs either an inputCollection or a loopCardinality.");
        if (loop.InputCollection is { IsFeel: false } collection)
            yield return definition.Error(collection.Position, "bpmn.expression", $"The inputCollection of '{activity.Id}' must be FEEL with a leading '='.");
        if (loop.OutputCollection is null != loop.OutputElement is null)
            yield return definition.Error(loop.Position, "bpmn.multi-instance", $"'{activity.Id}' needs outputCollection and outputElement together.");
        if (loop.CompletionCondition is { IsFeel: false } condition)
            yield return definition.Error(
                condition.Position, "bpmn.expression", $"The completion condition of '{activity.Id}' must be FEEL with a leading '='.");
        foreach (var name in new[] { loop.InputElement, loop.OutputCollection }.Where(name => name?.Contains('.', StringComparison.Ordinal) == true))
            yield return definition.Error(loop.Position, "bpmn.multi-instance", $"'{name}' of '{activity.Id}' must be a name without dots.");
    }
}
