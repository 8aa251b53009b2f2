using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions;

/// <summary>What a business rule task needs of decisions: a value for a decision id and its input.</summary>
public interface IDecisions
{
    /// <summary>Evaluates a decision and the decisions it requires (DMN 1.5, clause 10.4).</summary>
    /// <exception cref="DecisionException">No such decision, or the model contradicts itself for this input.</exception>
    DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment);
}

/// <summary>The outcome of a decision and how it came about.</summary>
/// <param name="Output">The value; null where nothing matched or evaluation failed.</param>
/// <param name="Rules">Every rule that matched, of this and of required decisions, in order of evaluation.</param>
/// <param name="Warnings">Why something became null, in plain sentences.</param>
public sealed record DecisionResult(FeelValue Output, ImmutableArray<MatchedRule> Rules, ImmutableArray<string> Warnings)
{
    public bool Equals(DecisionResult? other) =>
        other is not null && Output == other.Output && Rules.SequenceEqual(other.Rules) && Warnings.SequenceEqual(other.Warnings);

    public override int GetHashCode() => HashCode.Combine(Output, Rules.Length, Warnings.Length);
}

/// <summary>A rule of a decision table that matched, as a clerk is shown it.</summary>
/// <param name="DecisionId">Id of the decision whose table it is.</param>
/// <param name="RuleId">Id of the rule element, or its number in the table when it has none.</param>
/// <param name="Number">Place of the rule in its table, counted from 1.</param>
/// <param name="Description">The rule's description, null if it has none.</param>
/// <param name="Annotations">Annotation entries of the rule by the name of their column, in table order.</param>
public sealed record MatchedRule(string DecisionId, string RuleId, int Number, string? Description, ImmutableArray<RuleAnnotation> Annotations)
{
    public bool Equals(MatchedRule? other) =>
        other is not null && DecisionId == other.DecisionId && RuleId == other.RuleId && Number == other.Number
        && Description == other.Description && Annotations.SequenceEqual(other.Annotations);

    public override int GetHashCode() => HashCode.Combine(DecisionId, RuleId, Number);

    /// <summary>The rule as process events name it: <c>decision/rule</c>.</summary>
    public override string ToString() => $"{DecisionId}/{RuleId}";
}

/// <summary>An annotation of a rule: the column's name and the cell's text.</summary>
public sealed record RuleAnnotation(string Name, string Text);

/// <summary>
/// A fault of a decision model that shows only for some input, such as two rules of a unique table that both match: an incident, not a result.
/// </summary>
public sealed class DecisionException(string decisionId, string message) : Exception(message)
{
    public string DecisionId { get; } = decisionId;
}
