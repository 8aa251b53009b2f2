using System.Text.Json;
using Verwaltung.Events;

namespace Verwaltung.Messaging.Store;

/// <summary>How messages and answers are written: with the converters that the rooms gave to events.</summary>
internal sealed class MessageJson(EventOptions events)
{
    public JsonSerializerOptions Options { get; } = Create(events);

    public string Write(object message) => JsonSerializer.Serialize(message, message.GetType(), Options);

    private static JsonSerializerOptions Create(EventOptions events)
    {
        // Bodies and answers are kept as jsonb, which does not keep the order: what says of which derived type a value is may come late.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { AllowOutOfOrderMetadataProperties = true };
        foreach (var configure in events.JsonConfiguration) configure(options);
        return options;
    }
}
