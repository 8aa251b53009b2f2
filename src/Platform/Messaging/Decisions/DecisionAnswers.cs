using System.Linq.Expressions;
using System.Reflection;
using JasperFx.Events;
using Verwaltung.Outcomes;

namespace Verwaltung.Messaging.Decisions;

internal delegate object? Answering<TAggregate>(Decision decision, IEventStream<TAggregate> stream) where TAggregate : class;

/// <summary>
/// What the caller of a decided command is answered: the decision's own answer; else <see cref="Done"/>, or what the answer's type makes of the stream by its
/// <c>static TAnswer By(IEventStream&lt;TAggregate&gt;)</c>; refused: why.
/// </summary>
internal static class DecisionAnswers
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <param name="owed">What the command asks for; null: nothing.</param>
    public static Answering<TAggregate> Of<TAggregate>(Type? owed, MethodInfo decide) where TAggregate : class
    {
        if (owed is null) return (_, _) => null;
        if (!owed.IsGenericType || owed.GetGenericTypeDefinition() != typeof(Outcome<>)) return (decision, _) => decision.Answer;
        var made = typeof(DecisionAnswers).GetMethod(nameof(OutcomeOf), Any)!.MakeGenericMethod(typeof(TAggregate), owed.GetGenericArguments()[0]);
        return (Answering<TAggregate>)made.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [decide], null)!;
    }

    private static Answering<TAggregate> OutcomeOf<TAggregate, TAnswer>(MethodInfo decide) where TAggregate : class
    {
        var byStream = ByStream<TAggregate, TAnswer>();
        return (decision, stream) => decision switch
        {
            { Why: { } why } => (Outcome<TAnswer>)why,
            { Answer: TAnswer answer } => (Outcome<TAnswer>)answer,
            _ when byStream is not null => (Outcome<TAnswer>)byStream(stream),
            _ => throw new InvalidOperationException(
                $"Expected {decide.DeclaringType}.{decide.Name} to answer a {typeof(TAnswer)}, but it says {decision.Answer}."),
        };
    }

    private static Func<IEventStream<TAggregate>, TAnswer>? ByStream<TAggregate, TAnswer>() where TAggregate : class
    {
        if (typeof(TAnswer) == typeof(Done)) return _ => (TAnswer)(object)new Done();
        return typeof(TAnswer).GetMethod("By", Any, [typeof(IEventStream<TAggregate>)])?.CreateDelegate<Func<IEventStream<TAggregate>, TAnswer>>();
    }
}
