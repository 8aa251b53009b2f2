using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Procedures;

/// <summary>All decision models of a bundle under one roof; a decision is found by its id.</summary>
internal sealed class BundleDecisions(ImmutableArray<DecisionModel> models) : IDecisions
{
    public IEnumerable<string> Ids => models.SelectMany(model => model.DecisionIds);

    public DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment) =>
        models.FirstOrDefault(model => model.DecisionIds.Contains(decisionId)) is { } model
            ? model.Evaluate(decisionId, input, environment)
            : throw new DecisionException(decisionId, $"Expected a decision '{decisionId}' in the bundle, but there is none.");
}
