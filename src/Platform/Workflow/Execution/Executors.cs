using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>A line of the table of what runs: how BPMN calls it, what is meant by it here, the clause, and who does it.</summary>
internal sealed record Supported(string Element, string Clause, string Notes, Executor Executor);

/// <summary>
/// The registry of executors. An element without a line here is refused by <see cref="ProcessChecks"/>;
/// docs/supported-bpmn.md is printed from it.
/// </summary>
internal static class Executors
{
    private static readonly PassThrough Pass = new();

    // start events
    private static readonly Supported NoneStart = new("None start event", "10.5.2", "of the process or an embedded sub-process", Pass);
    private static readonly Supported MessageStart = new("Message start event", "10.5.2", "of the process; needs a message name", Pass);
    private static readonly Supported TimerStart = new("Timer start event", "10.5.2", "of the process; date, duration or cycle", Pass);

    // end events
    private static readonly Supported NoneEnd = new("None end event", "10.5.3", "ends its token's way", Pass);
    private static readonly Supported ErrorEnd = new("Error end event", "10.5.3", "caught by an error boundary event around it, else an incident", new ErrorEndExecutor());
    private static readonly Supported TerminateEnd = new("Terminate end event", "10.5.3", "ends everything in its scope", new TerminateEndExecutor());

    // events in the flow and on the border
    private static readonly Supported TimerCatch = new("Timer intermediate catch event", "10.5.4", "date or duration", new TimerCatchExecutor());
    private static readonly Supported MessageCatch = new("Message intermediate catch event", "10.5.4", "by name and, if given, correlation key", new MessageCatchExecutor());
    private static readonly Supported TimerBoundary = new("Timer boundary event", "10.5.4", "interrupting or not; cycles only when not", Pass);
    private static readonly Supported MessageBoundary = new("Message boundary event", "10.5.4", "interrupting or not", Pass);
    private static readonly Supported ErrorBoundary = new("Error boundary event", "10.5.4", "interrupting; by code, or every error without one", Pass);

    // activities
    private static readonly Supported UserTasks = new("User task", "10.3.3.1", "assignment, form, dates, headers", new UserTaskExecutor());
    private static readonly Supported Services = new("Service task", "10.3.3.1", "a job of `zeebe:taskDefinition`", new JobExecutor());
    private static readonly Supported DecisionCalls = new("Business rule task", "10.3.3.1", "a decision of `zeebe:calledDecision`", new DecisionExecutor());
    private static readonly Supported DecisionJobs = new("Business rule task as job", "10.3.3.1", "with `zeebe:taskDefinition`", Services.Executor);
    private static readonly Supported Scripts = new("Script task", "10.3.3.1", "a FEEL expression of `zeebe:script`", new ScriptExecutor());
    private static readonly Supported ScriptJobs = new("Script task as job", "10.3.3.1", "with `zeebe:taskDefinition`", Services.Executor);
    private static readonly Supported SubProcesses = new("Embedded sub-process", "10.3.5", "with one none start event", new SubProcessExecutor());

    // gateways
    private static readonly Supported Exclusive = new("Exclusive gateway", "10.6.2", "conditions in FEEL, tried in file order; default flow", new ExclusiveGatewayExecutor());
    private static readonly Supported Parallel = new("Parallel gateway", "10.6.4", "fork, join or both", new ParallelGatewayExecutor());

    internal static readonly ImmutableArray<Supported> All =
    [
        NoneStart, MessageStart, TimerStart, NoneEnd, ErrorEnd, TerminateEnd, TimerCatch, MessageCatch, TimerBoundary, MessageBoundary, ErrorBoundary,
        UserTasks, Services, DecisionCalls, DecisionJobs, Scripts, ScriptJobs, SubProcesses, Exclusive, Parallel,
    ];

    /// <summary>The line for a node; null when the engine does not run it.</summary>
    internal static Supported? For(FlowNode node) => node switch
    {
        StartEvent start => For(start),
        EndEvent end => For(end),
        IntermediateCatchEvent { Trigger: EventTrigger.Timer } => TimerCatch,
        IntermediateCatchEvent { Trigger: EventTrigger.Message } => MessageCatch,
        BoundaryEvent boundary => For(boundary),
        UserTask => UserTasks,
        ServiceTask => Services,
        BusinessRuleTask rule => rule.Decision is null ? DecisionJobs : DecisionCalls,
        ScriptTask script => script.Script is null ? ScriptJobs : Scripts,
        SubProcess => SubProcesses,
        ExclusiveGateway => Exclusive,
        ParallelGateway => Parallel,
        _ => null,
    };

    private static Supported? For(StartEvent start) => start.Trigger switch
    {
        EventTrigger.None => NoneStart,
        EventTrigger.Message => MessageStart,
        EventTrigger.Timer => TimerStart,
        _ => null,
    };

    private static Supported? For(EndEvent end) => end.Trigger switch
    {
        EventTrigger.None => NoneEnd,
        EventTrigger.Error => ErrorEnd,
        EventTrigger.Terminate => TerminateEnd,
        _ => null,
    };

    private static Supported? For(BoundaryEvent boundary) => boundary.Trigger switch
    {
        EventTrigger.Timer => TimerBoundary,
        EventTrigger.Message => MessageBoundary,
        EventTrigger.Error when boundary.Interrupting => ErrorBoundary,
        _ => null,
    };
}
