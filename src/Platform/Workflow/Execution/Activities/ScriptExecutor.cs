using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// Script task: evaluates a FEEL expression; its value comes out under the result variable, null where FEEL answers null.
/// It never waits. (BPMN 2.0.2, clauses 10.3.3.1 and 13.3.3; `zeebe:script`.)
/// </summary>
internal sealed class ScriptExecutor : Executor<ScriptTask>
{
    protected override Step Enter(ScriptTask node, Frame frame)
    {
        var script = node.Script ?? throw new InvalidOperationException($"Expected a script at '{node.Id}' but found none.");
        return new Step.Done(FeelContext.Empty.With(script.ResultVariable, frame.Evaluate(script.Source)), $"script:{node.Id}", []);
    }
}
