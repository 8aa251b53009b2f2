using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Verwaltung.Messaging.Decisions;

namespace Verwaltung.Messaging.Handlers;

/// <summary>All handlers by the exact type of their message, found and compiled once at start.</summary>
internal sealed class HandlerMap
{
    private readonly FrozenDictionary<Type, MessageHandler[]> handlers;
    private readonly ConcurrentDictionary<Type, bool> sequences = [];

    public HandlerMap(MessagingOptions options)
    {
        handlers = options.Assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Handler", StringComparison.Ordinal))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(HandleMethods)
            .Select(method => method.Name == "Decide" ? Decider.Compile(method) : MessageHandler.Compile(method))
            .GroupBy(handler => handler.Message)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        Durable = handlers.Keys.Where(type => MessagingOptions.NameOf(type) is not null).Concat(options.CarriedTypes).ToFrozenSet();
        RefuseForgottenNames(options);
        RefuseOtherAnswers();
    }

    /// <summary>The durable types that this host may send: those it handles and those that are only carried.</summary>
    public IReadOnlySet<Type> Durable { get; }

    /// <summary>Wire name of a durable type, type name of another.</summary>
    public static string NameOf(Type message) => MessagingOptions.NameOf(message) ?? message.Name;

    /// <summary>Whether a result is sent on: a durable message, or one that is to be handled later.</summary>
    public static bool IsMessage(Type result) => MessagingOptions.NameOf(result) is not null || Delivery.Is(result);

    /// <summary>The message itself, if this host may send it.</summary>
    public object Carried(object message) => message.GetType() switch
    {
        var type when Durable.Contains(type) => message,
        var type when MessagingOptions.NameOf(type) is null =>
            throw new InvalidOperationException($"Expected {type} to have a [MessageIdentity] before it is sent, but it has none."),
        var type =>
            throw new InvalidOperationException($"Expected {type} to have a handler before it is sent, but there is none in the discovered assemblies."),
    };

    public MessageHandler[]? Find(Type message) => handlers.GetValueOrDefault(message);

    public MessageHandler[] For(Type message) => Find(message)
        ?? throw new InvalidOperationException($"Expected a handler of {message} in the discovered assemblies, but there is none.");

    /// <summary>Whether a result is many messages: a sequence of objects or of a durable type, not an answer that happens to be a list.</summary>
    public bool IsMessages(Type result) => sequences.GetOrAdd(result, type => type.GetInterfaces().Append(type).Any(candidate =>
        candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>)
        && candidate.GetGenericArguments()[0] is var element && (element == typeof(object) || IsMessage(element))));

    /// <summary>The answers that a command or question asks for.</summary>
    public static IEnumerable<Type> AnswersOwed(Type message) => message.GetInterfaces()
        .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IAsk<>))
        .Select(ask => ask.GetGenericArguments()[0]);

    private static IEnumerable<MethodInfo> HandleMethods(Type type) => type
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(method => method is { Name: "Handle" or "HandleAsync" or "Decide", IsPrivate: false });

    /// <summary>A returned type that has handlers but no wire name would be dropped in silence: refused at start.</summary>
    private void RefuseForgottenNames(MessagingOptions options)
    {
        var forgotten = handlers.Values.SelectMany(group => group)
            .SelectMany(handler => handler.Results.Where(result => handlers.ContainsKey(result) && MessagingOptions.NameOf(result) is null)
                .Select(result => $"{handler.Name} returns {result}"))
            .Concat(options.Farewells.Where(next => MessagingOptions.NameOf(next) is null).Select(next => $"a dead letter sends {next}"))
            .ToArray();
        if (forgotten.Length > 0)
            throw new InvalidOperationException($"Expected every message that is sent to have a [MessageIdentity], but {string.Join(", ", forgotten)}.");
    }

    /// <summary>A question whose handler answers with something else would fail only when it is asked: refused at start.</summary>
    private void RefuseOtherAnswers()
    {
        var wrong = from handled in handlers
                    from answer in AnswersOwed(handled.Key)
                    where !handled.Value.Any(handler => handler.Answers(answer))
                    select $"{handled.Key} with {answer}";
        if (wrong.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } found)
            throw new InvalidOperationException(
                $"Expected every question to be answered with the type it asks for, but no handler answers {string.Join(", ", found)}.");
    }
}
