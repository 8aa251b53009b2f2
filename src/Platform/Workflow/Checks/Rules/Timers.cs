using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Timers repeat only where something may happen more than once, and fixed times can be read.</summary>
internal static class Timers
{
    // Only whether a text can be read matters here, not what comes out.
    private static readonly DateTimeOffset AnyTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static IEnumerable<Finding> Check(ProcessDefinition definition) => definition.Nodes.SelectMany(node => node.Trigger() is EventTrigger.Timer timer
        ? CheckTimer(definition, node, timer)
        : []);

    private static IEnumerable<Finding> CheckTimer(ProcessDefinition definition, FlowNode node, EventTrigger.Timer timer)
    {
        if (timer.Kind == TimerKind.Cycle
            && node is (IntermediateCatchEvent or BoundaryEvent { Interrupting: true } or StartEvent { IsHandler: true, Interrupting: true }))
            yield return definition.Error(timer.Value.Position, "bpmn.timer", $"The timer of '{node.Id}' can only happen once and cannot have a timeCycle.");
        else if (timer.Value.IsFeel) yield break;
        else if (IsCron(timer))
            yield return definition.Error(
                timer.Value.Position, "bpmn.timer", $"The timer of '{node.Id}' is a cron expression; write an ISO 8601 repetition such as R/P1D.");
        else if (TimerPlan.Of(timer.Kind, new FeelString(timer.Value.Source), AnyTime, TimeZoneInfo.Utc) is null)
            yield return definition.Error(
                timer.Value.Position, "bpmn.timer",
                $"Expected the timer of '{node.Id}' to be {Subscriptions.Wanted(timer.Kind)}, but found '{timer.Value.Source}'.");
    }

    private static bool IsCron(EventTrigger.Timer timer) => timer.Kind == TimerKind.Cycle
        && (timer.Value.Source.StartsWith('@') || timer.Value.Source.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 5);
}
