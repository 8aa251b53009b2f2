using System.Text.Json;
using Verwaltung.Events;

namespace Verwaltung.Messaging.Store;

/// <summary>How messages and answers are written: with the converters that the rooms gave to events.</summary>
internal sealed class MessageJson(EventOptions events)
{
    public JsonSerializerOptions Options { get; } = Create(events);

    private static JsonSerializerOptions Create(EventOptions events)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        foreach (var configure in events.JsonConfiguration) configure(options);
        return options;
    }
}
