using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Events;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Messaging.Store;

namespace Verwaltung.Messaging;

/// <summary>
/// Brings a message to its handlers and their effects to one commit: events, rows, outbox, and whatever the caller adds.
/// An overtaken run is thrown away whole and begun anew.
/// </summary>
internal sealed class Dispatcher(
    MessagingOptions options, HandlerMap handlers, Outbox outbox, Answers answers, EventStore store, IdSource ids, IServiceScopeFactory scopes, HostSignals signals)
{
    private const int Reruns = 5;

    public HandlerMap Handlers => handlers;

    public AsyncServiceScope OpenScope() => scopes.CreateAsyncScope();

    /// <summary>Runs an invoked message in a commit of its own.</summary>
    public async Task<object?> InvokeAsync(object message, Type? answerType, InvokeOptions? invocation, CancellationToken cancellation)
    {
        var name = handlers.NameOf(message.GetType());
        using var activity = Telemetry.Invocation(name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answer = await CommitAsync(Begin(name), run => AnswerAsync(run, message, answerType, invocation), cancellation);
            Telemetry.Handled(name, started);
            return answer;
        }
        catch (Exception failure)
        {
            Telemetry.Failed(name, started, activity, failure);
            throw;
        }
    }

    /// <summary>Sends a message from outside a handler.</summary>
    public Task SendAsync(object message, DateTimeOffset? at, CancellationToken cancellation)
    {
        var envelope = Begin(handlers.NameOf(message.GetType()));
        return CommitAsync(envelope, run =>
        {
            run.Send(message, at);
            return Task.FromResult<object?>(null);
        }, cancellation);
    }

    /// <summary>Handles the message inside a run; under an idempotency key only if that key has no answer yet.</summary>
    public async Task<object?> AnswerAsync(HandlerRun run, object message, Type? answerType, InvokeOptions? invocation)
    {
        var type = message.GetType();
        var found = answerType is null ? handlers.For(type) : handlers.For(type, answerType);
        if (invocation?.By is { } by) run.Session.Headers["by"] = by;
        if (invocation?.IdempotencyKey is not { } key) return await run.HandleAsync(message, found, answerType);

        var slot = new AnswerSlot(key, handlers.NameOf(type), invocation.By ?? "");
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
                outbox.Enlist(run);
                await run.Session.SaveChangesAsync(cancellation);
                if (run.Outgoing.Count > 0) signals.Sent();
                return answer;
            }
            catch (Exception overtaken) when (rerun < Reruns && (overtaken is ConcurrencyException || Answers.IsTaken(overtaken)))
            {
                Telemetry.Rerun(envelope.Type);
            }
        }
    }

    private HandlerRun Open(Envelope envelope, CancellationToken cancellation)
    {
        var session = store.OpenSession();
        session.CorrelationId = envelope.CorrelationId;
        session.CausationId = envelope.Id.ToString();
        return new(this, options, envelope, session, cancellation);
    }

    private Envelope Begin(string type)
    {
        var id = ids.Next();
        return new(id, type, 1, Activity.Current?.TraceId.ToHexString() ?? id.ToString("N"), null);
    }
}
