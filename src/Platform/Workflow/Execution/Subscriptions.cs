using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>How an event begins to wait: a timer is scheduled, a message or signal subscribed to.</summary>
internal static class Subscriptions
{
    /// <summary>The events that open what <paramref name="node"/> waits for on behalf of the frame's instance; none for what is thrown.</summary>
    internal static ImmutableArray<ProcessEvent> Open(FlowNode node, EventTrigger trigger, Frame frame) => trigger switch
    {
        EventTrigger.Timer timer => [Schedule(node, timer, frame)],
        EventTrigger.Message message => [Subscribe(node, message, frame)],
        EventTrigger.Signal signal => [Listen(node, signal, frame)],
        EventTrigger.Error or EventTrigger.Escalation or EventTrigger.Compensation => [],
        _ => throw new InvalidOperationException($"Expected an event that can be waited for at '{node.Id}' but found {trigger.GetType().Name}."),
    };

    private static TimerScheduled Schedule(FlowNode node, EventTrigger.Timer timer, Frame frame)
    {
        var value = frame.Evaluate(timer.Value);
        var plan = TimerPlan.Of(timer.Kind, value, frame.Now, frame.Zone)
            ?? throw Frame.Unfit(timer.Value, $"the timer of '{node.Label}'", Wanted(timer.Kind), value);
        return new TimerScheduled(frame.NextId(), node.Id, frame.Instance, plan.DueAt, plan.Remaining, plan.Interval);
    }

    private static MessageSubscribed Subscribe(FlowNode node, EventTrigger.Message message, Frame frame)
    {
        var name = frame.Text(
            message.Name ?? throw new InvalidOperationException($"Expected a message name at '{node.Id}' but found none."), "the message name");
        var key = message.CorrelationKey is null ? null : frame.Text(message.CorrelationKey, "the correlation key", IncidentCodes.CorrelationKeyUnresolved);
        return new MessageSubscribed(frame.NextId(), node.Id, frame.Instance, name, key);
    }

    private static SignalSubscribed Listen(FlowNode node, EventTrigger.Signal signal, Frame frame) =>
        new(
            frame.NextId(), node.Id, frame.Instance, frame.Text(
                signal.Name ?? throw new InvalidOperationException($"Expected a signal name at '{node.Id}' but found none."), "the signal name"));

    internal static string Wanted(TimerKind kind) => kind switch
    {
        TimerKind.Date => "a date and time such as 2026-01-31T12:00:00Z",
        TimerKind.Duration => "a duration such as P14D or PT2H",
        _ => "a repetition such as R3/PT1H",
    };
}
