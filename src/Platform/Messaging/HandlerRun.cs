using System.Collections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Messaging.Handlers;
using Wolverine;

namespace Verwaltung.Messaging;

/// <summary>A message to be written in the run's commit.</summary>
internal sealed record Outgoing(object Message, DateTimeOffset? At);

/// <summary>
/// One try to handle a message: its session, what it sends, and the runner that its handlers see. A handler invoked from a handler runs
/// in the same commit.
/// </summary>
internal sealed class HandlerRun(
    Dispatcher dispatcher, Envelope envelope, IDocumentSession session, TimeProvider clock, CancellationToken cancellation)
    : IRunner, IAsyncDisposable
{
    private readonly List<Outgoing> outgoing = [];
    private AsyncServiceScope? scope;

    private IServiceProvider Services => (scope ??= dispatcher.OpenScope()).ServiceProvider;

    public IDocumentSession Session => session;

    public Envelope Envelope => envelope;

    public CancellationToken Cancellation => cancellation;

    public IReadOnlyList<Outgoing> Outgoing => outgoing;

    /// <summary>One instant for everything that is decided in this run.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Guid NextId() => dispatcher.NextId();

    /// <summary>Lets the room that it belongs to decide a step on its aggregate.</summary>
    public ValueTask<Decision> StepAsync<T>(T state, object step) where T : class => dispatcher.StepsOf<T>()(Services)(state, step, cancellation);

    /// <summary>A scope is opened only for handlers that ask for services.</summary>
    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Runs the handlers, sends on what they return, and gives back the first part of it that is an answer.</summary>
    public async Task<object?> HandleAsync(object message, MessageHandler[] handlers, Type? answerType)
    {
        object? answer = null;
        foreach (var handler in handlers)
        {
            foreach (var part in MessageHandler.Parts(await handler.Call(message, this)))
            {
                if (answer is null && answerType is not null && answerType.IsInstanceOfType(part)) answer = part;
                else SendIfMessage(part);
            }
        }
        return answer;
    }

    public void Send(object message, DateTimeOffset? at = null)
    {
        if (Delivery.Of(message) is { } delivery) Send(delivery.Message, delivery.Due(clock));
        else outgoing.Add(new(dispatcher.Handlers.Carried(message), at));
    }

    public Task InvokeAsync(object message, InvokeOptions? options = null, CancellationToken cancellation = default) =>
        dispatcher.AnswerAsync(this, message, null, options);

    public async Task<T> InvokeAsync<T>(IAsk<T> question, InvokeOptions? options = null, CancellationToken cancellation = default) =>
        (T)(await dispatcher.AnswerAsync(this, question, typeof(T), options))!;

    public ValueTask PublishAsync(object message, CancellationToken cancellation = default)
    {
        Send(message);
        return ValueTask.CompletedTask;
    }

    public ValueTask ScheduleAsync(object message, DateTimeOffset at, CancellationToken cancellation = default)
    {
        Send(message, at);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (scope is { } opened) await opened.DisposeAsync();
        await session.DisposeAsync();
    }

    /// <summary>What is neither a message nor many is an answer that this caller did not ask for.</summary>
    private void SendIfMessage(object part)
    {
        if (HandlerMap.IsMessage(part.GetType())) Send(part);
        else if (dispatcher.Handlers.IsMessages(part.GetType()))
            foreach (var message in (IEnumerable)part) Send(message);
    }
}
