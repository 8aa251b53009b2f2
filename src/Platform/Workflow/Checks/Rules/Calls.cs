using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Call activities name a process that can be begun (BPMN 2.0.2, clause 10.3.6).</summary>
internal static class Calls
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.OfType<CallActivity>().SelectMany(call => CheckCall(definition, call))
            .Concat(definition.CalledProcesses.Values.OrderBy(process => process.Id, StringComparer.Ordinal).SelectMany(CheckCalled));

    private static IEnumerable<Finding> CheckCall(ProcessDefinition definition, CallActivity call)
    {
        if (call.Called is null)
            yield return definition.Error(
                call.Position, "bpmn.task", $"'{call.Id}' does not say which process is called: it needs zeebe:calledElement with a processId.");
        else if (!call.Called.ProcessId.IsFeel && !definition.CalledProcesses.ContainsKey(call.Called.ProcessId.Source))
            yield return definition.Error(
                call.Called.ProcessId.Position, "bpmn.unresolved-reference",
                $"'{call.Id}' calls process '{call.Called.ProcessId.Source}', which is no executable process of the file.");
    }

    private static IEnumerable<Finding> CheckCalled(ProcessDefinition called)
    {
        if (!called.StartEvents.Any(start => start.Trigger is EventTrigger.None))
            yield return called.Error(called.Position, "bpmn.start-event", $"Process '{called.Id}' is called and needs a none start event.");
    }
}
