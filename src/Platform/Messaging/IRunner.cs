namespace Verwaltung.Messaging;

/// <summary>
/// Runs commands and questions in this process and sends messages. Outside a handler every call is a commit of its own; the runner
/// that a handler receives as a parameter joins the handler's commit: nothing it was given is sent when that commit fails.
/// </summary>
public interface IRunner
{
    /// <summary>
    /// Runs the handler of <paramref name="message"/> here and now, commits once, and returns when the commit is durable.
    /// A commit that another overtook is run again with a fresh session, five times at most.
    /// </summary>
    /// <exception cref="InvalidOperationException">No handler was discovered for the message.</exception>
    Task InvokeAsync(object message, InvokeOptions? options = null, CancellationToken cancellation = default);

    /// <summary>As <see cref="InvokeAsync(object, InvokeOptions?, CancellationToken)"/>, and returns the handler's answer.</summary>
    /// <exception cref="InvalidOperationException">No handler was discovered for the question.</exception>
    Task<T> InvokeAsync<T>(IAsk<T> question, InvokeOptions? options = null, CancellationToken cancellation = default);

    /// <summary>
    /// Leaves the message in the outbox; some host handles it soon after the commit, at least once, with effects in the database exactly once.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The message's type has no name (<see cref="Wolverine.Attributes.MessageIdentityAttribute"/>), or no room of this host handles or carries it.
    /// </exception>
    ValueTask PublishAsync(object message, CancellationToken cancellation = default);

    /// <summary>As <see cref="PublishAsync"/>, to be handled not before <paramref name="at"/>.</summary>
    ValueTask ScheduleAsync(object message, DateTimeOffset at, CancellationToken cancellation = default);
}

/// <summary>How an invocation is to be run.</summary>
public sealed record InvokeOptions
{
    /// <summary>
    /// The caller's name for this one request. The same key again, for the same message type and person, runs nothing and returns
    /// the first answer, whatever the message then says.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Id of the acting person; becomes the header <c>by</c> of the events written.</summary>
    public string? By { get; init; }
}
