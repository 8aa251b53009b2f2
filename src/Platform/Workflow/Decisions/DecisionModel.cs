using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions;

/// <summary>
/// A decision model that can be evaluated (DMN 1.5, clause 6). Immutable, safe to share between threads.
/// </summary>
public sealed class DecisionModel : IDecisions
{
    private readonly ImmutableDictionary<string, DrgElement> _byId;

    internal DecisionModel(string name, string @namespace, IEnumerable<DrgElement> elements, ImmutableDictionary<string, ItemType> types)
    {
        (Name, Namespace, Types) = (name, @namespace, types);
        _byId = elements.ToImmutableDictionary(element => element.Id);
    }

    public string Name { get; }

    public string Namespace { get; }

    /// <summary>Ids of the decisions that were written in this model, not imported.</summary>
    public IReadOnlyCollection<string> DecisionIds =>
        [.. Elements.OfType<Decision>().Select(decision => decision.Id).Where(id => !id.Contains('#', StringComparison.Ordinal))];

    internal ImmutableDictionary<string, ItemType> Types { get; }

    internal IEnumerable<DrgElement> Elements => _byId.Values;

    /// <summary>
    /// Evaluates a decision or a decision service, given by id (or by name), with what it requires. Names of the input
    /// that the model declares are seen only where they are required (clause 10.4); names it does not declare are seen everywhere.
    /// </summary>
    /// <exception cref="DecisionException">There is none of that id, or a table contradicts its hit policy.</exception>
    public DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment)
    {
        var run = new DecisionRun(this, input, environment);
        var before = environment.Warnings.Count;
        var output = Find(decisionId) switch
        {
            Decision decision => run.Value(decision),
            DecisionService service => run.Serve(service),
            _ => throw new DecisionException(decisionId, $"There is no decision '{decisionId}' in '{Name}'."),
        };
        return new DecisionResult(output, [.. run.Rules], [.. environment.Warnings.Skip(before)]);
    }

    internal DrgElement? ById(string id) => _byId.GetValueOrDefault(id);

    private DrgElement? Find(string idOrName) =>
        ById(idOrName) ?? Elements.FirstOrDefault(element => element is Decision or DecisionService && element.Name == idOrName);
}
