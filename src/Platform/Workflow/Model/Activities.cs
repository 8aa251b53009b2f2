using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>Work in the process (BPMN 2.0.2, clause 10.3).</summary>
public abstract record Activity : FlowNode
{
    private protected Activity() { }

    /// <summary>Ids of the boundary events on it, in file order.</summary>
    public ImmutableArray<string> BoundaryEvents { get; init; } = [];
}

/// <summary>A task done by a person (clause 10.3.3.1).</summary>
public sealed record UserTask : Activity
{
    /// <summary>The form shown, null if none is set.</summary>
    public FormReference? Form { get; init; }

    public Expression? Assignee { get; init; }

    /// <summary>A list of group names: FEEL giving a list of strings, or names separated by commas.</summary>
    public Expression? CandidateGroups { get; init; }

    public Expression? CandidateUsers { get; init; }

    public Expression? DueDate { get; init; }

    public Expression? FollowUpDate { get; init; }

    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>How a user task names its form: by <c>formId</c>, <c>externalReference</c> or <c>formKey</c>.</summary>
public sealed record FormReference(string Kind, Expression Value);

/// <summary><c>zeebe:taskDefinition</c> with <c>zeebe:taskHeaders</c>: work that leaves the engine as a job of a type.</summary>
public sealed record JobDefinition(Expression? Type, Expression Retries, ImmutableSortedDictionary<string, string> Headers);

/// <summary>A task done by a program outside of the engine (clause 10.3.3.1).</summary>
public sealed record ServiceTask(JobDefinition? Job) : Activity;

/// <summary>A business rule task: a decision evaluated at once, or a job (clause 10.3.3.1).</summary>
public sealed record BusinessRuleTask(CalledDecision? Decision, JobDefinition? Job) : Activity;

/// <summary><c>zeebe:calledDecision</c>.</summary>
public sealed record CalledDecision(Expression DecisionId, string ResultVariable);

/// <summary>A script task: a FEEL expression evaluated at once (<c>zeebe:script</c>), or a job (clause 10.3.3.1).</summary>
public sealed record ScriptTask(Script? Script, JobDefinition? Job) : Activity;

/// <summary><c>zeebe:script</c>.</summary>
public sealed record Script(Expression Source, string ResultVariable);

/// <summary>An embedded sub-process (clause 10.3.5): a scope with a none start event of its own.</summary>
public sealed record SubProcess : Activity;

/// <summary>An exclusive gateway (clause 10.6.2). <paramref name="Default"/> is taken when no condition holds.</summary>
public sealed record ExclusiveGateway(string? Default) : FlowNode;

/// <summary>A parallel gateway (clause 10.6.4).</summary>
public sealed record ParallelGateway : FlowNode;
