using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Procedures;

/// <summary>All decision models of a bundle under one roof; a decision is found by its id.</summary>
internal sealed class BundleDecisions(ImmutableArray<(string Path, DecisionModel Model)> models) : IDecisions
{
    public IEnumerable<string> Ids => Decisions.Select(decision => decision.Id);

    /// <summary>Every decision with the file that has it.</summary>
    public IEnumerable<(string Path, string Id)> Decisions => models.SelectMany(model => model.Model.DecisionIds.Select(id => (model.Path, id)));

    public DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment) =>
        models.FirstOrDefault(model => model.Model.DecisionIds.Contains(decisionId)) is { Model: { } model }
            ? model.Evaluate(decisionId, input, environment)
            : throw new DecisionException(decisionId, $"Expected a decision '{decisionId}' in the bundle, but there is none.");
}
