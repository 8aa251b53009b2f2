using System.Collections.Immutable;
using Verwaltung.Outcomes;

namespace Verwaltung.Messaging;

/// <summary>
/// What a <c>Decide</c> function wants to happen; the runner does it in one commit, in the order of these members. Two decisions are equal when all of it is.
/// A bare <see cref="Refusal"/> converts to one.
/// </summary>
public sealed record Decision
{
    /// <summary>Nothing is to be done, and the caller is told so: done.</summary>
    public static Decision Nothing { get; } = new();

    /// <summary>Why it is not done; null when it is. Events beside it are written all the same.</summary>
    public Refusal? Why { get; init; }

    /// <summary>Whose data the personal members of <see cref="Events"/> are, where they begin a stream.</summary>
    public Guid? Person { get; init; }

    /// <summary>In whose name the events are written, where the caller does not say it (header <c>by</c>).</summary>
    public string? By { get; init; }

    /// <summary>What is appended to the stream.</summary>
    public ImmutableArray<object> Events { get; init; } = [];

    /// <summary>Commands to other rooms that share the commit.</summary>
    public ImmutableArray<object> Commands { get; init; } = [];

    /// <summary>
    /// Steps that another function decides, one after the other, each on what the one before has left: triggers of a case's process
    /// (<see cref="MessagingOptions.Steps{TAggregate}"/>).
    /// </summary>
    public ImmutableArray<object> Steps { get; init; } = [];

    /// <summary>Durable messages, at once or later.</summary>
    public ImmutableArray<Sending> Messages { get; init; } = [];

    /// <summary>What the caller is answered, where it is more than that it is done.</summary>
    public object? Answer { get; init; }

    /// <summary>Events are appended; none: <see cref="Nothing"/>.</summary>
    public static Decision Of(params ReadOnlySpan<object> events) => new() { Events = [.. events] };

    /// <inheritdoc cref="Of(ReadOnlySpan{object})"/>
    public static Decision Of(IEnumerable<object> events) => new() { Events = [.. events] };

    /// <summary>Refused.</summary>
    public static implicit operator Decision(Refusal why) => new() { Why = why };

    /// <summary>Another step follows. What a step may be, the room of the aggregate says, best by an extension that takes nothing else.</summary>
    public Decision Step(object step) => this with { Steps = Steps.Add(step) };

    /// <summary>A command to another room shares the commit.</summary>
    public Decision Do(object command) => this with { Commands = Commands.Add(command) };

    /// <summary>A message is sent.</summary>
    public Decision Send(object message) => this with { Messages = Messages.Add(new(message, null)) };

    /// <summary>A message is handled not before <paramref name="at"/>.</summary>
    public Decision Schedule(object message, DateTimeOffset at) => this with { Messages = Messages.Add(new(message, at)) };

    /// <summary>The caller is answered with this.</summary>
    public Decision Answering(object answer) => this with { Answer = answer };

    /// <summary>Whose data the events of a new stream hold.</summary>
    public Decision About(Guid person) => this with { Person = person };

    /// <inheritdoc/>
    public bool Equals(Decision? other) =>
        other is not null && Equals(Why, other.Why) && Person == other.Person && By == other.By && Equals(Answer, other.Answer)
        && Events.SequenceEqual(other.Events) && Commands.SequenceEqual(other.Commands)
        && Steps.SequenceEqual(other.Steps) && Messages.SequenceEqual(other.Messages);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Why, Person, By, Answer, Events.Length, Commands.Length, Steps.Length, Messages.Length);
}

/// <summary>Gives, from the host's services, the function that decides a step on what the commit has made of an aggregate so far.</summary>
public delegate Func<TAggregate, object, CancellationToken, ValueTask<Decision>> DecisionSteps<in TAggregate>(IServiceProvider services)
    where TAggregate : class;

/// <summary>A durable message of a decision.</summary>
/// <param name="At">Null: at once.</param>
public sealed record Sending(object Message, DateTimeOffset? At);

/// <summary>What a decision may know besides the command and the aggregate: the time, and ids for what is new.</summary>
/// <param name="Now">One instant for the whole decision (UTC).</param>
/// <param name="Version">Of the stream as it was fetched; 0: there is none yet.</param>
/// <param name="NextId">Gives out an id (UUIDv7) each time.</param>
public sealed record Context(DateTimeOffset Now, long Version, Func<Guid> NextId);
