using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using JasperFx;
using Verwaltung.Messaging.Handlers;

namespace Verwaltung.Messaging.Decisions;

/// <summary>
/// One <c>static Decision Decide(TCommand command, TAggregate? aggregate, ...)</c>, compiled once. What else it takes is the <see cref="Context"/>, what the
/// <c>LoadAsync</c> of its class for the same command has loaded, told apart by type, and settings of the host.
/// </summary>
/// <typeparam name="TAggregate">What the command is decided on: its second parameter.</typeparam>
internal sealed class Decider<TAggregate>(
    Func<object, Guid> stream, Loading<TAggregate>? load, Deciding<TAggregate> decide, Answering<TAggregate> answer)
    where TAggregate : class
{
    public async Task<object?> RunAsync(object command, HandlerRun run)
    {
        var commit = await DecisionCommit<TAggregate>.OpenAsync(stream(command), run);
        var state = commit.State;
        var context = commit.Context();
        var loaded = load is null ? [] : await load(command, state, context, run);
        var decision = decide(command, state, loaded, context, run);
        await commit.DoAsync(decision);
        return answer(decision, commit.Stream);
    }
}

internal delegate Task<object?[]> Loading<in TAggregate>(object command, TAggregate? state, Context context, HandlerRun run);

internal delegate Decision Deciding<in TAggregate>(object command, TAggregate? state, object?[] loaded, Context context, HandlerRun run);

/// <summary>Finds out what a class <c>*Handler</c> decides, and how.</summary>
internal static class Decider
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The handler that fetches, lets the method decide, and does what it says.</summary>
    /// <exception cref="InvalidOperationException">The method takes no aggregate, or its command does not name the stream.</exception>
    public static MessageHandler Compile(MethodInfo decide)
    {
        var parameters = decide.GetParameters();
        if (decide.ReturnType != typeof(Decision) || parameters.Length < 2 || parameters[1].ParameterType.IsValueType)
            throw new InvalidOperationException(
                $"Expected {Name(decide)} to take its command and an aggregate and to return a {nameof(Decision)}, but it is {decide}.");
        return (MessageHandler)typeof(Decider).GetMethod(nameof(CompileOn), Any)!.MakeGenericMethod(parameters[1].ParameterType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [decide], null)!;
    }

    private static MessageHandler CompileOn<TAggregate>(MethodInfo decide) where TAggregate : class
    {
        var command = decide.GetParameters()[0].ParameterType;
        var load = decide.DeclaringType!.GetMethods(Any)
            .SingleOrDefault(method => method.Name == "LoadAsync" && method.GetParameters() is [var first, ..] && first.ParameterType == command);
        var owed = HandlerMap.AnswersOwed(command).SingleOrDefault();
        var decider = new Decider<TAggregate>(
            StreamOf(command, typeof(TAggregate), decide), load is null ? null : CompileLoading<TAggregate>(load), CompileDeciding<TAggregate>(decide, load),
            DecisionAnswers.Of<TAggregate>(owed, decide));
        return new(Name(decide), command, owed is null ? [] : [owed], decider.RunAsync);
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>The member of the command that says <c>[Identity]</c>, or that is called as the aggregate is.</summary>
    private static Func<object, Guid> StreamOf(Type command, Type aggregate, MethodInfo decide)
    {
        var properties = command.GetProperties();
        var member = Array.Find(properties, property => property.IsDefined(typeof(IdentityAttribute)))
            ?? Array.Find(properties, property => property.Name == aggregate.Name)
            ?? throw new InvalidOperationException(
                $"Expected {command} to have a member {aggregate.Name} or one with [Identity] that {Name(decide)} is decided on, but it has none.");
        var message = Expression.Parameter(typeof(object));
        Expression id = Expression.Property(Expression.Convert(message, command), member);
        return Expression.Lambda<Func<object, Guid>>(id.Type == typeof(Guid) ? id : Expression.Property(id, "Value"), message).Compile();
    }

    private static Loading<TAggregate> CompileLoading<TAggregate>(MethodInfo load) where TAggregate : class
    {
        var (message, state, context, run) = (
            Expression.Parameter(typeof(object)), Expression.Parameter(typeof(TAggregate)), Expression.Parameter(typeof(Context)),
            Expression.Parameter(typeof(HandlerRun)));
        var arguments = load.GetParameters().Select((parameter, position) => position == 0 ? Expression.Convert(message, parameter.ParameterType)
            : parameter.ParameterType == typeof(TAggregate) ? state
            : parameter.ParameterType == typeof(Context) ? context
            : MessageHandler.Argument(parameter, run));
        var call = Expression.Lambda<Func<object, TAggregate?, Context, HandlerRun, Task<object?>>>(
            MessageHandler.Awaitable(Expression.Call(load, arguments)), message, state, context, run).Compile();
        return async (command, aggregate, known, at) => await call(command, aggregate, known, at) is var loaded && loaded is ITuple many
            ? [.. Enumerable.Range(0, many.Length).Select(i => many[i])]
            : [loaded];
    }

    private static Deciding<TAggregate> CompileDeciding<TAggregate>(MethodInfo decide, MethodInfo? load) where TAggregate : class
    {
        Type[] loads = load is null ? [] : [.. MessageHandler.Unwrap(load.ReturnType)];
        if (loads.Distinct().Count() < loads.Length)
            throw new InvalidOperationException($"Expected what {Name(load!)} loads to differ in type, because {Name(decide)} tells it apart by that.");
        var (message, state, loaded, context, run) = (
            Expression.Parameter(typeof(object)), Expression.Parameter(typeof(TAggregate)), Expression.Parameter(typeof(object?[])),
            Expression.Parameter(typeof(Context)), Expression.Parameter(typeof(HandlerRun)));
        var arguments = decide.GetParameters().Select((parameter, position) => position switch
        {
            0 => Expression.Convert(message, parameter.ParameterType),
            1 => state,
            _ when parameter.ParameterType == typeof(Context) => context,
            _ when Array.IndexOf(loads, Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is >= 0 and var at =>
                Expression.Convert(Expression.ArrayIndex(loaded, Expression.Constant(at)), parameter.ParameterType),
            _ => MessageHandler.Argument(parameter, run),
        });
        return Expression.Lambda<Deciding<TAggregate>>(Expression.Call(decide, arguments), message, state, loaded, context, run).Compile();
    }
}
