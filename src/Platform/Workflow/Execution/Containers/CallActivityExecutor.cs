using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// Call activity: opens a scope for another process at its none start event and waits until nothing is left in it. The called process has values of
/// its own; it sees those around it, and gives its own back, unless the model says otherwise. (BPMN 2.0.2, clauses 10.3.6 and 13.3.4;
/// `zeebe:calledElement`.)
/// </summary>
internal sealed class CallActivityExecutor : Executor<CallActivity>
{
    private const int MostDepth = 50;

    protected override Step Enter(CallActivity node, Frame frame)
    {
        var called = node.Called ?? throw new InvalidOperationException($"Expected a called process at '{node.Id}' but found none.");
        var id = frame.Text(called.ProcessId, "the called process");
        if (!frame.Definition.CalledProcesses.ContainsKey(id))
            throw new Fault(IncidentCodes.ProcessUnknown, $"Expected a process '{id}' to call but found none.");
        if (frame.CallDepth() >= MostDepth)
            throw new Fault(IncidentCodes.TooManySteps, $"Expected calls of processes to be nested at most {MostDepth} deep: does '{id}' call itself?");
        return new Step.Open(
            frame.Definition.StartsOf(id)
                .Single(start => start.Trigger is EventTrigger.None), [new ProcessCalled(frame.Instance, node.Id, id, called.SeesAll)]);
    }
}
