using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Workflow;

/// <summary>
/// The interpreter as a pure decider: what happens next is a function of definition, state and trigger.
/// Semantics: BPMN 2.0.2, clause 13; where it is silent, those of Zeebe (docs/decisions).
/// </summary>
public static class ProcessEngine
{
    /// <summary>
    /// Decides what a trigger leads to, up to the next point at which everything waits. The definition must have passed
    /// <see cref="ProcessChecks"/>. Faults of model and data come back as <see cref="IncidentRaised"/>.
    /// </summary>
    /// <exception cref="ProcessRefusal">The trigger does not fit the state; nothing changes.</exception>
    public static IReadOnlyList<ProcessEvent> Decide(
        ProcessDefinition definition, IDecisions decisions, ProcessState state, Trigger trigger, EngineContext context)
    {
        var turn = new Turn(definition, decisions, state, context);
        Triggers.Handle(turn, trigger);
        Dispatch.Run(turn);
        return turn.Events;
    }

    /// <summary>
    /// When the timer start events of a process are due, counted from <paramref name="now"/>: whoever keeps the clock starts the process
    /// there with <see cref="Trigger.Start"/>. A timer that cannot be worked out (an expression that gives no time) is left out.
    /// </summary>
    public static IReadOnlyList<TimerStart> TimerStarts(
        ProcessDefinition definition, DateTimeOffset now, TimeZoneInfo zone, IReadOnlyDictionary<string, FeelFunction>? functions = null) =>
    [
        .. from start in definition.StartEvents
           let timer = start.Trigger as EventTrigger.Timer
           where timer is not null
           let value = timer.Value.IsFeel
               ? timer.Value.Feel!.Evaluate(FeelContext.Empty, new FeelEnvironment(now, zone, functions))
               : new FeelString(timer.Value.Source)
           let plan = TimerPlan.Of(timer.Kind, value, now, zone)
           where plan is not null
           select new TimerStart(start.Id, plan.Value.DueAt, plan.Value.Remaining, plan.Value.Interval),
    ];

    /// <summary>The state after an event.</summary>
    public static ProcessState Evolve(ProcessState state, ProcessEvent e) => Evolution.Apply(state, e);
}

/// <summary>What a decision may know of the world.</summary>
/// <param name="Now">The instant at which it is decided.</param>
/// <param name="Zone">The zone of dates without one and of calendar durations.</param>
/// <param name="NextId">Ids for instances, timers, subscriptions and incidents.</param>
/// <param name="By">Who caused the trigger; null for the system.</param>
/// <param name="Functions">Functions of FEEL beyond the built-in ones.</param>
public sealed record EngineContext(
    DateTimeOffset Now, TimeZoneInfo Zone, Func<Guid> NextId, string? By, IReadOnlyDictionary<string, FeelFunction>? Functions = null)
{
    internal FeelEnvironment Environment() => new(Now, Zone, Functions);
}

/// <summary>A timer start event's next time; <paramref name="Remaining"/> and <paramref name="Interval"/> as in <see cref="TimerScheduled"/>.</summary>
public sealed record TimerStart(string StartEventId, DateTimeOffset DueAt, int? Remaining, string? Interval);
