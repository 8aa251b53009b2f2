using Wolverine;

namespace Verwaltung.Messaging.Handlers;

/// <summary>What Wolverine's <c>message.ScheduledAt(time)</c> and <c>message.DelayedFor(delay)</c> wrap: the message and when it is due.</summary>
internal sealed record Delivery(object Message, DeliveryOptions Options)
{
    public static bool Is(Type type) => Wrapper(type) is not null;

    public static Delivery? Of(object part) => Wrapper(part.GetType()) is { } wrapper
        ? new(wrapper.GetProperty(nameof(Message))!.GetValue(part)!, (DeliveryOptions)wrapper.GetProperty(nameof(Options))!.GetValue(part)!)
        : null;

    /// <summary>Null: at once.</summary>
    public DateTimeOffset? Due(TimeProvider clock) => Options.ScheduledTime ?? (clock.GetUtcNow() + Options.ScheduleDelay);

    private static Type? Wrapper(Type? type)
    {
        for (; type is { IsValueType: false }; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DeliveryMessage<>)) return type;
        return null;
    }
}
