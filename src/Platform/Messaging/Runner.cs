namespace Verwaltung.Messaging;

/// <summary>The runner as it is seen outside of handlers.</summary>
internal sealed class Runner(Dispatcher dispatcher) : IRunner
{
    public Task InvokeAsync(object message, InvokeOptions? options = null, CancellationToken cancellation = default) =>
        dispatcher.InvokeAsync(message, null, options, cancellation);

    public async Task<T> InvokeAsync<T>(IAsk<T> question, InvokeOptions? options = null, CancellationToken cancellation = default) =>
        (T)(await dispatcher.InvokeAsync(question, typeof(T), options, cancellation))!;

    public ValueTask PublishAsync(object message, CancellationToken cancellation = default) =>
        new(dispatcher.SendAsync(message, null, cancellation));

    public ValueTask ScheduleAsync(object message, DateTimeOffset at, CancellationToken cancellation = default) =>
        new(dispatcher.SendAsync(message, at, cancellation));
}
