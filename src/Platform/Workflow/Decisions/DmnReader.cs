using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions;

/// <summary>What reading a DMN file gave: a model when nothing is wrong with it, and what was found.</summary>
public sealed record DmnReadResult(DecisionModel? Model, ImmutableArray<Finding> Findings);

/// <summary>Reads DMN 1.2 to 1.5 files. XML with a DTD or entities is refused.</summary>
public static class DmnReader
{
    public static DmnReadResult Read(byte[] file, string fileName) => throw new NotImplementedException();
}

/// <summary>A decision model that can be evaluated. Immutable, safe to share between threads.</summary>
public sealed class DecisionModel : IDecisions
{
    /// <summary>Ids of the decisions in the model.</summary>
    public IReadOnlyCollection<string> DecisionIds => throw new NotImplementedException();

    public DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment) => throw new NotImplementedException();
}
