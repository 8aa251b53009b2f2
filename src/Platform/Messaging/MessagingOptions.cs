using System.Collections.Concurrent;
using System.Reflection;
using Wolverine;
using Wolverine.Attributes;

namespace Verwaltung.Messaging;

/// <summary>What the rooms of the house say of their messages at start. Calls of <c>AddMessaging</c> accumulate.</summary>
public sealed class MessagingOptions
{
    private static readonly TimeSpan[] DefaultDelays =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private static readonly ConcurrentDictionary<Type, string?> Names = [];

    private readonly HashSet<Assembly> assemblies = [];
    private readonly HashSet<Type> carried = [];
    private readonly Dictionary<Type, TimeSpan[]> delays = [];
    private readonly Dictionary<Type, object> steps = [];
    private readonly Dictionary<Type, (Type Next, Func<object, object> Tell)> farewells = [];

    /// <summary>
    /// How many messages of one type a host handles at the same time: when a register hangs, the messages that wait for it leave room for the others.
    /// </summary>
    public int Parallelism { get; set; } = 12;

    /// <summary>How long the ids of handled messages and the answers under idempotency keys are remembered.</summary>
    public TimeSpan Memory { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Has the last word on how hosts share the work: polling, node health, take-over. For tests and for whoever measured.</summary>
    public Action<DurabilitySettings>? Durability { get; set; }

    internal IReadOnlyCollection<Assembly> Assemblies => assemblies;

    internal IEnumerable<Type> CarriedTypes => carried;

    /// <summary>False in module tests: Wolverine neither polls nor listens, and messages go nowhere by themselves.</summary>
    internal bool IsRunning { get; set; } = true;

    /// <summary>
    /// Takes the handlers of an assembly: static classes named <c>*Handler</c> with static <c>Handle</c> or <c>HandleAsync</c> methods, whose first
    /// parameter is the message. A message whose type says <c>[MessageIdentity("cases.request_job")]</c> is durable; that name stays when the class is renamed.
    /// </summary>
    public MessagingOptions Discover(Assembly assembly)
    {
        assemblies.Add(assembly);
        return this;
    }

    /// <summary>Lets a durable message be sent that no discovered assembly handles: tests of the sender.</summary>
    public MessagingOptions Carry<T>() where T : notnull
    {
        carried.Add(typeof(T));
        return this;
    }

    /// <summary>Sets after which delays a failed message is tried again; after the last it is a dead letter. None given: it is one at once.</summary>
    public MessagingOptions Retry<T>(params TimeSpan[] after) where T : notnull
    {
        delays[typeof(T)] = after;
        return this;
    }

    /// <summary>
    /// Sets what is sent, once, before a message becomes a dead letter, so that those who wait for its effect can go another way.
    /// The dead letter stays, and a replay of it is handled as ever. Of a message whose body cannot be read nothing is told.
    /// </summary>
    public MessagingOptions WhenDead<T, TNext>(Func<T, TNext> tell) where T : notnull where TNext : notnull
    {
        farewells[typeof(T)] = (typeof(TNext), message => tell((T)message));
        return this;
    }

    /// <summary>Sets who decides the <see cref="Decision.Steps"/> on an aggregate; its decision, steps and all, joins the commit.</summary>
    public MessagingOptions Steps<TAggregate>(DecisionSteps<TAggregate> decide) where TAggregate : class
    {
        steps[typeof(TAggregate)] = decide;
        return this;
    }

    internal DecisionSteps<TAggregate> StepsOf<TAggregate>() where TAggregate : class => steps.TryGetValue(typeof(TAggregate), out var decide)
        ? (DecisionSteps<TAggregate>)decide
        : throw new InvalidOperationException($"Expected {nameof(Steps)}<{typeof(TAggregate).Name}> before a decision on it has steps.");

    internal IEnumerable<Type> Farewells => farewells.Values.Select(farewell => farewell.Next);

    internal Func<object, object>? FarewellOf(Type type) => farewells.TryGetValue(type, out var farewell) ? farewell.Tell : null;

    internal static string? NameOf(Type type) =>
        Names.GetOrAdd(type, message => message.GetCustomAttribute<MessageIdentityAttribute>(inherit: false)?.GetName());

    internal TimeSpan[] DelaysOf(Type type) => delays.GetValueOrDefault(type, DefaultDelays);
}
