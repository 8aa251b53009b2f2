using System.Reflection;

namespace Verwaltung.Messaging;

/// <summary>What the rooms of the house tell the bus at start. Calls of <c>AddMessaging</c> accumulate.</summary>
public sealed class MessagingOptions
{
    private static readonly TimeSpan[] DefaultDelays =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private readonly HashSet<Assembly> assemblies = [];
    private readonly Dictionary<Type, string> names = [];
    private readonly Dictionary<string, Type> types = [];
    private readonly Dictionary<Type, TimeSpan[]> delays = [];
    private readonly Dictionary<Type, (Type Next, Func<object, object> Tell)> farewells = [];

    /// <summary>How many messages one host handles at the same time.</summary>
    public int Parallelism { get; set; } = 16;

    /// <summary>How many of them may be of one type: when a register hangs, the messages that wait for it leave room for the others.</summary>
    public int ParallelismPerType { get; set; } = 12;

    /// <summary>How long a claimed message stays with its host, by the database's clock, unless the host extends the lease (it does, three times within it).</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a host looks for work that nobody told it of.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the ids of handled messages and the answers under idempotency keys are remembered.</summary>
    public TimeSpan Memory { get; set; } = TimeSpan.FromDays(30);

    internal IReadOnlyCollection<Assembly> Assemblies => assemblies;

    /// <summary>Takes the handlers of an assembly: static classes named <c>*Handler</c> with static <c>Handle</c> or <c>HandleAsync</c> methods, whose first parameter is the message.</summary>
    public MessagingOptions Discover(Assembly assembly)
    {
        assemblies.Add(assembly);
        return this;
    }

    /// <summary>Makes a type durable under a name that stays the same when the class is renamed: <c>cases.request_job</c>.</summary>
    /// <exception cref="ArgumentException">Type or name is mapped already, to something else.</exception>
    public MessagingOptions Map<T>(string wireName) where T : notnull
    {
        if (names.GetValueOrDefault(typeof(T), wireName) != wireName || types.GetValueOrDefault(wireName, typeof(T)) != typeof(T))
            throw new ArgumentException($"Expected {typeof(T)} and '{wireName}' to be mapped once, but one of them is mapped already.");
        names[typeof(T)] = wireName;
        types[wireName] = typeof(T);
        return this;
    }

    /// <summary>Sets after which delays a failed message is tried again; after the last it is a dead letter. None given: it is one at once.</summary>
    public MessagingOptions Retry<T>(params TimeSpan[] after) where T : notnull
    {
        delays[typeof(T)] = after;
        return this;
    }

    /// <summary>
    /// Sets what is sent, in the commit that makes a message a dead letter, so that those who wait for its effect can go another way.
    /// The dead letter stays, and a replay of it is handled as ever. Of a message whose body cannot be read nothing is told.
    /// </summary>
    public MessagingOptions WhenDead<T, TNext>(Func<T, TNext> tell) where T : notnull where TNext : notnull
    {
        farewells[typeof(T)] = (typeof(TNext), message => tell((T)message));
        return this;
    }

    internal IEnumerable<Type> Farewells => farewells.Values.Select(farewell => farewell.Next);

    internal Func<object, object>? FarewellOf(Type type) => farewells.TryGetValue(type, out var farewell) ? farewell.Tell : null;

    internal string? NameOf(Type type) => names.GetValueOrDefault(type);

    internal Type? TypeOf(string wireName) => types.GetValueOrDefault(wireName);

    internal TimeSpan[] DelaysOf(Type type) => delays.GetValueOrDefault(type, DefaultDelays);
}
