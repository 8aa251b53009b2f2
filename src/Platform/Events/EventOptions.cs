using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using JasperFx.Core;

namespace Verwaltung.Events;

/// <summary>What the store knows: events by wire name, aggregates, projections. Rooms add to it through <see cref="EventsRegistration.AddEvents"/>.</summary>
public sealed class EventOptions
{
    private readonly List<RowProjection> _inline = [];
    private readonly List<object> _async = [];
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<string, EventName> _types = [];
    private readonly Dictionary<Type, string> _aggregates = [];
    private readonly List<Action<JsonSerializerOptions>> _json = [json => json.Converters.Add(new TypedIdConverter())];
    private readonly HashSet<(Type Owner, string Property)> _personal = [];

    /// <summary>The 32 bytes that wrap the persons' keys (AES-256). Without it events with personal data can be neither written nor read.</summary>
    public byte[]? MasterKey { get; set; }

    /// <summary>What the rooms added by <see cref="Json"/>; messages are written with the same converters.</summary>
    public IReadOnlyList<Action<JsonSerializerOptions>> JsonConfiguration => _json;

    internal IReadOnlyDictionary<Type, string> Names => _names;
    internal IReadOnlyDictionary<string, EventName> Types => _types;
    internal IReadOnlyList<RowProjection> InlineProjections => _inline;
    internal IEnumerable<RowProjection> AsyncRowProjections => _async.OfType<RowProjection>();
    internal IEnumerable<RowProjection> RowProjections => _inline.Concat(AsyncRowProjections);
    internal IEnumerable<EventProjection> EventProjections => _async.OfType<EventProjection>();
    internal IEnumerable<string> AsyncNames => AsyncRowProjections.Select(p => p.Name).Concat(EventProjections.Select(p => p.Name));
    internal IReadOnlyList<string> ProjectionNames => [.. RowProjections.Select(p => p.Name), .. EventProjections.Select(p => p.Name)];

    /// <summary>Takes the events of an assembly: the types that say their name by <see cref="EventAttribute"/>.</summary>
    public EventOptions Discover(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
            if (type.GetCustomAttribute<EventAttribute>() is { } named) Map(type, named.Name);
        return this;
    }

    /// <summary>Gives an event its wire name where its record lies in a room that does not know this one.</summary>
    /// <param name="name">Snake case, from the second version on with <c>.v2</c>.</param>
    public EventMapping Map(Type type, string name)
    {
        if (!_names.TryAdd(type, name))
            throw new ArgumentException($"Expected {type} to be mapped once, but it is '{_names[type]}' and '{name}'.", nameof(name));
        Add(name, new(type, null));
        return new(this, type);
    }

    /// <summary>As <see cref="Map(Type, string)"/>; continues with the names that the event had before.</summary>
    public EventMapping Map<T>(string name)
        where T : class =>
        Map(typeof(T), name);

    /// <summary>Marks a property as <see cref="PersonalDataAttribute"/> does, where the record lies in a room that does not know this one.</summary>
    /// <typeparam name="TOwner">The event, or a record inside it.</typeparam>
    public EventOptions Personal<TOwner>(string property)
    {
        AddPersonal(typeof(TOwner), property);
        return this;
    }

    /// <summary>Gives the aggregate <typeparamref name="T"/> the name its streams carry.</summary>
    public EventOptions Aggregate<T>(string name)
        where T : class
    {
        if (name != typeof(T).Name.ToTableAlias())
            throw new ArgumentException($"Expected the aggregate {typeof(T)} to be called '{typeof(T).Name.ToTableAlias()}', as Marten does.", nameof(name));
        _aggregates[typeof(T)] = name;
        return this;
    }

    /// <summary>Rows written in the commit of the events.</summary>
    public EventOptions Inline(RowProjection projection)
    {
        _inline.Add(projection);
        return this;
    }

    /// <summary>Rows written soon after the commit.</summary>
    public EventOptions Async(RowProjection projection)
    {
        _async.Add(projection);
        return this;
    }

    /// <summary>Rows written soon after the commit, from the events of all streams.</summary>
    public EventOptions Async(EventProjection projection)
    {
        _async.Add(projection);
        return this;
    }

    /// <summary>Adds converters and the like for the values inside events.</summary>
    public EventOptions Json(Action<JsonSerializerOptions> configure)
    {
        _json.Add(configure);
        return this;
    }

    internal void Add(string name, EventName type)
    {
        if (!_types.TryAdd(name, type))
            throw new ArgumentException($"Expected the event name '{name}' once, but {_types[name].Type} has it too.", nameof(name));
    }

    private void AddPersonal(Type owner, string property)
    {
        if (owner.GetProperty(property) is null) throw new ArgumentException($"Expected {owner} to have a property '{property}'.", nameof(property));
        _personal.Add((owner, property));
    }

    internal bool IsPersonal(Type owner, string property) => _personal.Contains((owner, property));

    internal string NameOf(Type type) =>
        _names.TryGetValue(type, out var name)
            ? name
            : throw new InvalidOperationException($"Expected the event {type} to have a wire name: [Event(\"...\")].");

    /// <summary>The names of these types, also those that they had before.</summary>
    internal IEnumerable<string> NamesOf(IReadOnlyCollection<Type> types) => _types.Where(name => types.Contains(name.Value.Type)).Select(name => name.Key);

    internal EventName TypeOf(string name) =>
        _types.TryGetValue(name, out var type)
            ? type
            : throw new InvalidOperationException($"The store holds an event '{name}' that no room of this host knows.");

    internal string? AggregateNameOf(Type type) => _aggregates.GetValueOrDefault(type);

    internal Type? AggregateTypeOf(string name) => _aggregates.FirstOrDefault(aggregate => aggregate.Value == name).Key;
}

/// <summary>What a wire name stands for.</summary>
/// <param name="Type">The type it becomes.</param>
/// <param name="Upcast">Turns the JSON of an older version into that of the newest.</param>
internal sealed record EventName(Type Type, Func<JsonObject, JsonObject>? Upcast);

/// <summary>Continues <see cref="EventOptions.Map{T}"/> with the names and shapes that the event had before.</summary>
public sealed class EventMapping
{
    private readonly EventOptions _options;
    private readonly Type _type;

    internal EventMapping(EventOptions options, Type type) => (_options, _type) = (options, type);

    /// <summary>Reads events stored under an older name.</summary>
    /// <param name="oldName">That name.</param>
    /// <param name="upcast">From the JSON it has to the JSON of the newest version. A personal value is plain here, unless it was forgotten.</param>
    public EventMapping Upcast(string oldName, Func<JsonObject, JsonObject> upcast)
    {
        _options.Add(oldName, new(_type, upcast));
        return this;
    }
}
