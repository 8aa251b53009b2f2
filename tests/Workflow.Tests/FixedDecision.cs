using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Workflow.Tests;

/// <summary>One decision that always answers the same.</summary>
internal sealed class FixedDecision(string id, FeelValue output) : IDecisions
{
    public DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment) => decisionId == id
        ? new DecisionResult(output, [new MatchedRule(id, "rule-1", 1, null, [])], [])
        : throw new DecisionException(decisionId, "there is no such decision");
}
