using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verwaltung.Events;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Messaging.Store;
using Wolverine;

namespace Verwaltung.Messaging;

/// <summary>
/// Brings a message to its handlers and their effects to one commit: events, rows, outbox, and whatever the caller adds.
/// An overtaken run is thrown away whole and begun anew.
/// </summary>
internal sealed class Dispatcher(
    HandlerMap handlers, MessagingOptions options, IOutbox outbox, Fence fence, Answers answers, IDocumentStore store, IdSource ids, TimeProvider clock,
    IServiceScopeFactory scopes, ILogger<Dispatcher> log)
{
    private const int Reruns = 5;

    public HandlerMap Handlers => handlers;

    public Guid NextId() => ids.Next();

    public DecisionSteps<T> StepsOf<T>() where T : class => options.StepsOf<T>();

    public AsyncServiceScope OpenScope() => scopes.CreateAsyncScope();

    /// <summary>Runs an invoked message in a commit of its own.</summary>
    public Task<object?> InvokeAsync(object message, Type? answerType, InvokeOptions? invocation, CancellationToken cancellation)
    {
        var name = HandlerMap.NameOf(message.GetType());
        return MeasuredAsync(name, () => CommitAsync(Begin(name), run => AnswerAsync(run, message, answerType, invocation), cancellation));
    }

    /// <summary>Runs a durable message, once: of a message whose id took effect before nothing happens.</summary>
    public async Task HandleAsync(object message, Envelope envelope, CancellationToken cancellation)
    {
        try
        {
            await MeasuredAsync(HandlerMap.NameOf(message.GetType()), () => CommitAsync(envelope, async run =>
            {
                fence.Enlist(run.Session, envelope.Id);
                await run.HandleAsync(message, handlers.For(message.GetType()), null);
                return null;
            }, cancellation));
        }
        catch (Exception handled) when (Fence.IsClosed(handled))
        {
            log.LogInformation("Message {Type} {Id} was handled before; nothing is done.", envelope.MessageType, envelope.Id);
        }
    }

    /// <summary>Sends a message from outside a handler.</summary>
    public Task SendAsync(object message, DateTimeOffset? at, CancellationToken cancellation) =>
        CommitAsync(Begin(HandlerMap.NameOf(message.GetType())), run =>
        {
            run.Send(message, at);
            return Task.FromResult<object?>(null);
        }, cancellation);

    /// <summary>Handles the message inside a run; under an idempotency key only if that key has no answer yet.</summary>
    public async Task<object?> AnswerAsync(HandlerRun run, object message, Type? answerType, InvokeOptions? invocation)
    {
        var type = message.GetType();
        var found = handlers.For(type);
        if (invocation?.By is { } by) run.Session.SetHeader("by", by);
        if (invocation?.IdempotencyKey is not { } key) return await run.HandleAsync(message, found, answerType);

        var slot = new AnswerSlot(key, HandlerMap.NameOf(type), invocation.By ?? "");
        if (await answers.FindAsync(slot, answerType, run.Cancellation) is { } first) return first.Value;
        var answer = await run.HandleAsync(message, found, answerType);
        answers.Enlist(run.Session, slot, answer);
        return answer;
    }

    /// <summary>Does the work in a fresh run and commits it, again and again while it is overtaken.</summary>
    public async Task<object?> CommitAsync(Envelope envelope, Func<HandlerRun, Task<object?>> work, CancellationToken cancellation)
    {
        for (var rerun = 0; ; rerun++)
        {
            await using var run = Open(envelope, cancellation);
            try
            {
                var answer = await work(run);
                if (run.Outgoing.Count > 0) await outbox.EnlistAsync(run);
                await run.Session.SaveChangesAsync(cancellation);
                return answer;
            }
            catch (Exception overtaken) when (rerun < Reruns && IsOvertaken(overtaken))
            {
                Telemetry.Rerun(envelope.MessageType!);
            }
            catch (Exception failure) when (Overtaken.Unwrap(failure) is var inner && inner != failure)
            {
                ExceptionDispatchInfo.Throw(inner);
            }
        }
    }

    /// <summary>An equal request that was first may have begun the stream that this one would begin: run again, its answer is found then.</summary>
    private static bool IsOvertaken(Exception failure) => Overtaken.Is(failure) || Answers.IsTaken(failure);

    private static async Task<object?> MeasuredAsync(string name, Func<Task<object?>> run)
    {
        using var activity = Telemetry.Run(name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answer = await run();
            Telemetry.Handled(name, started);
            return answer;
        }
        catch (Exception failure)
        {
            Telemetry.Failed(name, started, activity, failure);
            throw;
        }
    }

    private HandlerRun Open(Envelope envelope, CancellationToken cancellation)
    {
        var session = store.LightweightSession();
        session.CorrelationId = envelope.CorrelationId;
        session.CausationId = envelope.Id.ToString();
        return new(this, envelope, session, clock, cancellation);
    }

    private Envelope Begin(string type)
    {
        var id = ids.Next();
        return new() { Id = id, MessageType = type, Attempts = 1, CorrelationId = Activity.Current?.TraceId.ToHexString() ?? id.ToString("N") };
    }
}
