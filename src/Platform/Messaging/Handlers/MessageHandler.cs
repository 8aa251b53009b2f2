using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Marten;
using Wolverine;

namespace Verwaltung.Messaging.Handlers;

/// <summary>One handler method, compiled once: a call costs no reflection.</summary>
/// <param name="Name">Type and method, for errors and traces.</param>
/// <param name="Message">Type of the first parameter.</param>
/// <param name="Results">What it declares to return, tasks and tuples unwrapped.</param>
/// <param name="Call">Runs the method; the result is null for a method without one.</param>
internal sealed record MessageHandler(string Name, Type Message, IReadOnlyList<Type> Results, Func<object, HandlerRun, Task<object?>> Call)
{
    private static readonly Task<object?> Nothing = Task.FromResult<object?>(null);

    public static MessageHandler Compile(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        var parameters = method.GetParameters();
        if (parameters.Length == 0 || method.ContainsGenericParameters)
            throw new InvalidOperationException(
                $"Expected handler {method.DeclaringType}.{method.Name} to be no generic method and to take its message first.");

        var message = Expression.Parameter(typeof(object), "message");
        var run = Expression.Parameter(typeof(HandlerRun), "run");
        var arguments = parameters.Select((parameter, position) => position == 0
            ? Expression.Convert(message, parameter.ParameterType)
            : Argument(parameter, run));
        var body = Awaitable(Expression.Call(method, arguments));
        var call = Expression.Lambda<Func<object, HandlerRun, Task<object?>>>(body, message, run).Compile();
        return new(name, parameters[0].ParameterType, [.. Unwrap(method.ReturnType)], call);
    }

    /// <summary>What one result consists of: the members of a tuple, or the result itself; nulls are left out.</summary>
    public static IEnumerable<object> Parts(object? result) => result switch
    {
        null => [],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Parts(tuple[i])),
        _ => [result],
    };

    /// <summary>Whether it declares to return an answer of that type.</summary>
    public bool Answers(Type answer) => Results.Any(result => result.IsAssignableTo(Nullable.GetUnderlyingType(answer) ?? answer));

    /// <summary>What a handler is given for a parameter behind its message.</summary>
    public static Expression Argument(ParameterInfo parameter, Expression run) => parameter.ParameterType switch
    {
        var type when type == typeof(IDocumentSession) => Expression.Property(run, nameof(HandlerRun.Session)),
        var type when type == typeof(Envelope) => Expression.Property(run, nameof(HandlerRun.Envelope)),
        var type when type == typeof(CancellationToken) => Expression.Property(run, nameof(HandlerRun.Cancellation)),
        var type when type == typeof(IRunner) => Expression.Convert(run, typeof(IRunner)),
        var type => Expression.Call(run, nameof(HandlerRun.Service), [type]),
    };

    /// <summary>Whatever a method returns as a task of its result.</summary>
    public static Expression Awaitable(MethodCallExpression call) => call.Type switch
    {
        var type when type == typeof(void) => Expression.Block(call, Expression.Constant(Nothing)),
        var type when type == typeof(Task) => Adapt(nameof(OfTask), [], call),
        var type when type == typeof(ValueTask) => Adapt(nameof(OfValueTask), [], call),
        var type when IsGeneric(type, typeof(Task<>)) => Adapt(nameof(OfTaskResult), type.GetGenericArguments(), call),
        var type when IsGeneric(type, typeof(ValueTask<>)) => Adapt(nameof(OfValueTaskResult), type.GetGenericArguments(), call),
        _ => Expression.Call(typeof(Task), nameof(Task.FromResult), [typeof(object)], Expression.Convert(call, typeof(object))),
    };

    private static MethodCallExpression Adapt(string adapter, Type[] types, Expression call) =>
        Expression.Call(typeof(MessageHandler), adapter, types, call);

    private static async Task<object?> OfTask(Task task)
    {
        await task;
        return null;
    }

    private static async Task<object?> OfValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async Task<object?> OfTaskResult<T>(Task<T> task) => await task;

    private static async Task<object?> OfValueTaskResult<T>(ValueTask<T> task) => await task;

    /// <summary>The types of which a result consists, tasks and tuples unwrapped.</summary>
    public static IEnumerable<Type> Unwrap(Type type) => type switch
    {
        _ when type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask) => [],
        _ when IsGeneric(type, typeof(Task<>)) || IsGeneric(type, typeof(ValueTask<>)) => Unwrap(type.GetGenericArguments()[0]),
        _ when typeof(ITuple).IsAssignableFrom(type) => type.GetGenericArguments().SelectMany(Unwrap),
        _ => [Nullable.GetUnderlyingType(type) ?? type],
    };

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
