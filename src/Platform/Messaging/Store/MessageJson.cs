using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Verwaltung.Events;
using Verwaltung.Outcomes;

namespace Verwaltung.Messaging.Store;

/// <summary>How messages and answers are written: with the converters that the rooms gave to events.</summary>
internal sealed class MessageJson(EventOptions events, MessagingOptions messages)
{
    public JsonSerializerOptions Options { get; } = Create(events, messages);

    public string Write(object message) => JsonSerializer.Serialize(message, message.GetType(), Options);

    private static JsonSerializerOptions Create(EventOptions events, MessagingOptions messages)
    {
        // Bodies and answers are kept as jsonb, which does not keep the order: what says of which derived type a value is may come late.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { type => Name(type, messages) } },
        };
        foreach (var configure in events.JsonConfiguration) configure(options);
        return options;
    }

    /// <summary>A refusal is written with the name of its type, one of the rooms'.</summary>
    private static void Name(JsonTypeInfo type, MessagingOptions messages)
    {
        if (type.Type != typeof(Refusal)) return;
        type.PolymorphismOptions = new();
        foreach (var refusal in messages.Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(other => other.IsSubclassOf(typeof(Refusal))))
            type.PolymorphismOptions.DerivedTypes.Add(new(refusal, refusal.FullName!));
    }
}
