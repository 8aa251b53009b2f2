using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>Work in the process (BPMN 2.0.2, clause 10.3).</summary>
public abstract record Activity : FlowNode
{
    private protected Activity() { }

    /// <summary>Ids of the boundary events on it, in file order.</summary>
    public ImmutableArray<string> BoundaryEvents { get; init; } = [];

    /// <summary>How it runs several times; null when it runs once.</summary>
    public MultiInstance? Loop { get; init; }

    /// <summary>Whether it is a compensation handler: outside of the flow, run only to undo what another activity has done (clause 10.7).</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>Id of the activity that undoes this one, named by a compensation boundary event.</summary>
    public string? CompensationHandler { get; init; }
}

/// <summary>
/// Several runs of one activity (clauses 10.3.8 and 13.3.7; <c>zeebe:loopCharacteristics</c>): one for each item of a collection, or a number of them.
/// </summary>
/// <param name="Sequential">One after the other, else all at once.</param>
/// <param name="Cardinality">How many runs; instead of a collection.</param>
/// <param name="InputElement">Name under which a run sees its item.</param>
/// <param name="OutputCollection">Name under which the outputs come out, in the order of the items.</param>
/// <param name="OutputElement">What a run gives to the outputs.</param>
/// <param name="CompletionCondition">Tried after each run; when it holds the runs that are left are ended.</param>
public sealed record MultiInstance(
    bool Sequential, Expression? Cardinality, Expression? InputCollection, string? InputElement, string? OutputCollection,
    Expression? OutputElement, Expression? CompletionCondition, Position Position);

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

/// <summary>A task that sends a message: a job, as a service task has it (clause 10.3.3.1).</summary>
public sealed record SendTask(JobDefinition? Job) : Activity;

/// <summary>A task that waits for a message (clause 10.3.3.1).</summary>
public sealed record ReceiveTask(EventTrigger.Message Message) : Activity;

/// <summary>Work that nobody reports to the engine (clause 10.3.3.1).</summary>
public sealed record ManualTask : Activity;

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

/// <summary>An event sub-process (clause 10.3.5): waits beside its scope and begins with the trigger of its only start event.</summary>
public sealed record EventSubProcess : FlowNode;

/// <summary>A call activity (clause 10.3.6): runs another process as a part of this one.</summary>
public sealed record CallActivity(CalledElement? Called) : Activity;

/// <summary><c>zeebe:calledElement</c>, or the attribute <c>calledElement</c>.</summary>
/// <param name="SeesAll">Whether the called process sees what the call activity sees, and not only what its input mappings give.</param>
/// <param name="GivesAll">Whether all its values come out when it ends, and not only what the output mappings pick.</param>
public sealed record CalledElement(Expression ProcessId, bool SeesAll, bool GivesAll);
