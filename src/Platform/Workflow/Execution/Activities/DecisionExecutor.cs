using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Workflow;

/// <summary>
/// Business rule task: evaluates a decision with everything that the task sees; its output comes out under the result variable.
/// It never waits. (BPMN 2.0.2, clauses 10.3.3.1 and 13.3.3; `zeebe:calledDecision`.)
/// </summary>
internal sealed class DecisionExecutor : Executor<BusinessRuleTask>
{
    protected override Step Enter(BusinessRuleTask node, Frame frame)
    {
        var called = node.Decision ?? throw new InvalidOperationException($"Expected a called decision at '{node.Id}' but found none.");
        var id = frame.Text(called.DecisionId, "the decision id");
        var result = Evaluate(id, frame);
        var output = result.Output.ToPlain();
        return new Step.Done(
            FeelContext.Empty.With(called.ResultVariable, output), ValueOrigin.Decision(id),
            [new DecisionEvaluated(frame.Instance, node.Id, id, output, [.. result.Rules.Select(rule => rule.ToString())])]);
    }

    private static DecisionResult Evaluate(string id, Frame frame)
    {
        try
        {
            return frame.Decisions.Evaluate(id, frame.Values, frame.Environment());
        }
        catch (DecisionException wrong)
        {
            throw new Fault(IncidentCodes.DecisionFailed, $"Decision '{id}': {wrong.Message}");
        }
    }
}
