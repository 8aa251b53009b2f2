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
    private static readonly JobExecutor Job = new();
    private static readonly SignalThrowExecutor ThrowSignal = new();
    private static readonly EscalationThrowExecutor ThrowEscalation = new();
    private static readonly CompensationThrowExecutor ThrowCompensation = new();

    // start events
    private static readonly Supported NoneStart = new("None start event", "10.5.2", "of the process, a called process or an embedded sub-process", Pass);
    private static readonly Supported MessageStart = new("Message start event", "10.5.2", "of the process; needs a message name", Pass);
    private static readonly Supported TimerStart = new("Timer start event", "10.5.2", "of the process; date, duration or cycle", Pass);
    private static readonly Supported SignalStart = new("Signal start event", "10.5.2", "of the process; begun by a signal from outside", Pass);
    private static readonly Supported HandlerStart = new(
        "Start event of an event sub-process", "10.5.2",
        "message, timer, signal, error, escalation; interrupting or not, for an error always interrupting", Pass);

    // end events
    private static readonly Supported NoneEnd = new("None end event", "10.5.3", "ends its token's way", Pass);
    private static readonly Supported MessageEnd = new("Message end event", "10.5.3", "a job of `zeebe:taskDefinition` that sends the message", Job);
    private static readonly Supported ErrorEnd = new(
        "Error end event", "10.5.3", "caught by the nearest event around it with its code, else by one without; else an incident", new ErrorEndExecutor());
    private static readonly Supported EscalationEnd = new("Escalation end event", "10.5.3", "caught like an error; nobody has to", ThrowEscalation);
    private static readonly Supported SignalEnd = new("Signal end event", "10.5.3", "heard by everything in the case that waits for the name", ThrowSignal);
    private static readonly Supported CompensationEnd = new(
        "Compensation end event", "10.5.3", "undoes what its scope has completed, or one activity", ThrowCompensation);
    private static readonly Supported TerminateEnd = new("Terminate end event", "10.5.3", "ends everything in its scope", new TerminateEndExecutor());

    // events in the flow
    private static readonly Supported TimerCatch = new("Timer intermediate catch event", "10.5.4", "date or duration", new TimerCatchExecutor());
    private static readonly Supported MessageCatch = new(
        "Message intermediate catch event", "10.5.4", "by name and, if given, correlation key", new MessageCatchExecutor());
    private static readonly Supported SignalCatch = new(
        "Signal intermediate catch event", "10.5.4", "by name; from the same case or from outside", new SignalCatchExecutor());
    private static readonly Supported LinkCatch = new("Link intermediate catch event", "10.5.4", "one of a name in its scope", Pass);
    private static readonly Supported NoneThrow = new("None intermediate throw event", "10.5.4", "passes the token on", Pass);
    private static readonly Supported MessageThrow = new(
        "Message intermediate throw event", "10.5.4", "a job of `zeebe:taskDefinition` that sends the message", Job);
    private static readonly Supported SignalThrow = new(
        "Signal intermediate throw event", "10.5.4", "heard by everything in the case that waits for the name", ThrowSignal);
    private static readonly Supported EscalationThrow = new(
        "Escalation intermediate throw event", "10.5.4", "goes on unless what catches it interrupts", ThrowEscalation);
    private static readonly Supported CompensationThrow = new(
        "Compensation intermediate throw event", "10.5.4", "goes on when all is undone, the last first", ThrowCompensation);
    private static readonly Supported LinkThrow = new(
        "Link intermediate throw event", "10.5.4", "goes on at the catch event of its name", new LinkThrowExecutor());

    // events on the border
    private static readonly Supported TimerBoundary = new("Timer boundary event", "10.5.4", "interrupting or not; cycles only when not", Pass);
    private static readonly Supported MessageBoundary = new("Message boundary event", "10.5.4", "interrupting or not", Pass);
    private static readonly Supported SignalBoundary = new("Signal boundary event", "10.5.4", "interrupting or not", Pass);
    private static readonly Supported ErrorBoundary = new("Error boundary event", "10.5.4", "interrupting; by code, or every error without one", Pass);
    private static readonly Supported EscalationBoundary = new(
        "Escalation boundary event", "10.5.4", "interrupting or not; by code, or every escalation without one", Pass);
    private static readonly Supported CompensationBoundary = new("Compensation boundary event", "10.7", "names the activity that undoes its own", Pass);

    // activities
    private static readonly Supported UserTasks = new(
        "User task", "10.3.3.1", "assignment, form, dates, headers; without assignment the team of its lane", new UserTaskExecutor());
    private static readonly Supported Services = new("Service task", "10.3.3.1", "a job of `zeebe:taskDefinition`", Job);
    private static readonly Supported Sends = new("Send task", "10.3.3.1", "a job of `zeebe:taskDefinition` that sends the message", Job);
    private static readonly Supported Receives = new("Receive task", "10.3.3.1", "by message name and, if given, correlation key", new ReceiveTaskExecutor());
    private static readonly Supported Manuals = new("Manual task", "10.3.3.1", "passed at once: nobody reports to the engine", Pass);
    private static readonly Supported DecisionCalls = new("Business rule task", "10.3.3.1", "a decision of `zeebe:calledDecision`", new DecisionExecutor());
    private static readonly Supported DecisionJobs = new("Business rule task as job", "10.3.3.1", "with `zeebe:taskDefinition`", Job);
    private static readonly Supported Scripts = new("Script task", "10.3.3.1", "a FEEL expression of `zeebe:script`", new ScriptExecutor());
    private static readonly Supported ScriptJobs = new("Script task as job", "10.3.3.1", "with `zeebe:taskDefinition`", Job);
    private static readonly Supported SubProcesses = new("Embedded sub-process", "10.3.5", "with one none start event", new SubProcessExecutor());
    private static readonly Supported EventSubProcesses = new(
        "Event sub-process", "10.3.5", "waits beside its scope, also beside that of the process itself", Pass);
    private static readonly Supported CallActivities = new("Call activity", "10.3.6", "a process of the same file", new CallActivityExecutor());

    // gateways
    private static readonly Supported Exclusive = new(
        "Exclusive gateway", "10.6.2", "conditions in FEEL, tried in file order; default flow", new ExclusiveGatewayExecutor());
    private static readonly Supported Inclusive = new("Inclusive gateway", "10.6.3", "fork, join or both; default flow", new InclusiveGatewayExecutor());
    private static readonly Supported Parallel = new("Parallel gateway", "10.6.4", "fork, join or both", new ParallelGatewayExecutor());
    private static readonly Supported EventBased = new(
        "Event-based gateway", "10.6.6", "message, timer and signal events and receive tasks", new EventBasedGatewayExecutor());

    internal static readonly ImmutableArray<Supported> All =
    [
        NoneStart, MessageStart, TimerStart, SignalStart, HandlerStart,
        NoneEnd, MessageEnd, ErrorEnd, EscalationEnd, SignalEnd, CompensationEnd, TerminateEnd,
        TimerCatch, MessageCatch, SignalCatch, LinkCatch, NoneThrow, MessageThrow, SignalThrow, EscalationThrow, CompensationThrow, LinkThrow,
        TimerBoundary, MessageBoundary, SignalBoundary, ErrorBoundary, EscalationBoundary, CompensationBoundary,
        UserTasks, Services, Sends, Receives, Manuals, DecisionCalls, DecisionJobs, Scripts, ScriptJobs, SubProcesses, EventSubProcesses, CallActivities,
        Exclusive, Inclusive, Parallel, EventBased,
    ];

    /// <summary>The line for a node; null when the engine does not run it.</summary>
    internal static Supported? For(FlowNode node) => node switch
    {
        StartEvent { IsHandler: true } handler => ForHandler(handler),
        StartEvent start => For(start),
        EndEvent end => For(end),
        IntermediateCatchEvent caught => For(caught),
        IntermediateThrowEvent thrown => For(thrown),
        BoundaryEvent boundary => For(boundary),
        Activity activity => For(activity),
        EventSubProcess => EventSubProcesses,
        ExclusiveGateway => Exclusive,
        InclusiveGateway => Inclusive,
        ParallelGateway => Parallel,
        EventBasedGateway => EventBased,
        _ => null,
    };

    private static Supported? For(Activity activity) => activity switch
    {
        UserTask => UserTasks,
        ServiceTask => Services,
        SendTask => Sends,
        ReceiveTask => Receives,
        ManualTask => Manuals,
        BusinessRuleTask rule => rule.Decision is null ? DecisionJobs : DecisionCalls,
        ScriptTask script => script.Script is null ? ScriptJobs : Scripts,
        SubProcess => SubProcesses,
        CallActivity => CallActivities,
        _ => null,
    };

    private static Supported? For(StartEvent start) => start.Trigger switch
    {
        EventTrigger.None => NoneStart,
        EventTrigger.Message => MessageStart,
        EventTrigger.Timer => TimerStart,
        EventTrigger.Signal => SignalStart,
        _ => null,
    };

    private static Supported? ForHandler(StartEvent start) => start.Trigger switch
    {
        EventTrigger.Message or EventTrigger.Timer or EventTrigger.Signal or EventTrigger.Escalation => HandlerStart,
        EventTrigger.Error when start.Interrupting => HandlerStart,
        _ => null,
    };

    private static Supported? For(EndEvent end) => end.Trigger switch
    {
        EventTrigger.None => NoneEnd,
        EventTrigger.Message => MessageEnd,
        EventTrigger.Error => ErrorEnd,
        EventTrigger.Escalation => EscalationEnd,
        EventTrigger.Signal => SignalEnd,
        EventTrigger.Compensation => CompensationEnd,
        EventTrigger.Terminate => TerminateEnd,
        _ => null,
    };

    private static Supported? For(IntermediateCatchEvent caught) => caught.Trigger switch
    {
        EventTrigger.Timer => TimerCatch,
        EventTrigger.Message => MessageCatch,
        EventTrigger.Signal => SignalCatch,
        EventTrigger.Link => LinkCatch,
        _ => null,
    };

    private static Supported? For(IntermediateThrowEvent thrown) => thrown.Trigger switch
    {
        EventTrigger.None => NoneThrow,
        EventTrigger.Message => MessageThrow,
        EventTrigger.Signal => SignalThrow,
        EventTrigger.Escalation => EscalationThrow,
        EventTrigger.Compensation => CompensationThrow,
        EventTrigger.Link => LinkThrow,
        _ => null,
    };

    private static Supported? For(BoundaryEvent boundary) => boundary.Trigger switch
    {
        EventTrigger.Timer => TimerBoundary,
        EventTrigger.Message => MessageBoundary,
        EventTrigger.Signal => SignalBoundary,
        EventTrigger.Escalation => EscalationBoundary,
        EventTrigger.Compensation => CompensationBoundary,
        EventTrigger.Error when boundary.Interrupting => ErrorBoundary,
        _ => null,
    };
}
