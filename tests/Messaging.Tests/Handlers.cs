using System.Collections.Concurrent;
using Verwaltung.Events;

namespace Verwaltung.Messaging.Tests;

internal sealed record Noted(string Text);

internal sealed record Notebook(int Count)
{
    public static Notebook Create(Noted _) => new(1);

    public Notebook Apply(Noted _) => new(Count + 1);
}

/// <summary>What handlers report to the test, and doors that the test may keep shut.</summary>
internal sealed class Desk
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> doors = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> arrivals = [];

    public ConcurrentQueue<string> Seen { get; } = [];

    public ConcurrentQueue<Envelope> Envelopes { get; } = [];

    /// <summary>Failures still to come, by name.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = [];

    public Task ArrivalAsync(string name) => Of(arrivals, name).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Shut(string name) => Of(doors, name);

    public void Open(string name) => Of(doors, name).TrySetResult();

    public void OpenAll()
    {
        foreach (var door in doors.Values) door.TrySetResult();
    }

    /// <summary>A handler comes to a door: it waits there if the test has shut it.</summary>
    public async Task PassAsync(string name, CancellationToken cancellation = default)
    {
        Seen.Enqueue(name);
        Of(arrivals, name).TrySetResult();
        if (doors.TryGetValue(name, out var door)) await door.Task.WaitAsync(cancellation);
    }

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> all, string name) =>
        all.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>Writes a note, by the running count of the notebook.</summary>
internal sealed record Note(Guid Notebook, string Text);

internal static class NoteHandler
{
    internal static async Task<int> HandleAsync(Note note, EventSession session, Desk desk, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Notebook>(note.Notebook, cancellation);
        await desk.PassAsync(note.Text, cancellation);
        stream.AppendOne(new Noted(note.Text));
        return (stream.Aggregate?.Count ?? 0) + 1;
    }
}

/// <summary>Opens a notebook once, by the stream's own id.</summary>
internal sealed record OpenNotebook(Guid Notebook, string Text);

internal sealed record Opened(Guid Notebook, string Text);

internal static class OpenNotebookHandler
{
    internal static Opened Handle(OpenNotebook open, EventSession session)
    {
        session.StartStream<Notebook>(open.Notebook, new Noted(open.Text));
        return new(open.Notebook, open.Text);
    }
}

/// <summary>Passed on from hand to hand: writes a note and sends the rest.</summary>
internal sealed record Relay(Guid Notebook, int Hands) : IPartitioned
{
    public Guid PartitionId => Notebook;
}

internal static class RelayHandler
{
    internal static (string Report, OutgoingMessages Next) Handle(Relay relay, EventSession session, Envelope envelope, Desk desk)
    {
        desk.Envelopes.Enqueue(envelope);
        session.Append(relay.Notebook, new Noted($"{relay.Hands} to go"));
        var next = new OutgoingMessages();
        if (relay.Hands > 0) next.Add(relay with { Hands = relay.Hands - 1 });
        return ($"passed {relay.Hands}", next);
    }
}

/// <summary>A piece of work that a test can hold up.</summary>
internal sealed record Work(Guid Notebook, string Name) : IPartitioned
{
    public Guid PartitionId => Notebook;
}

internal static class WorkHandler
{
    internal static async ValueTask HandleAsync(Work work, EventSession session, Desk desk)
    {
        await desk.PassAsync(work.Name);
        session.Append(work.Notebook, new Noted(work.Name));
    }
}

/// <summary>Fails as often as the desk says.</summary>
internal sealed record Trouble(Guid Notebook, string Name);

internal static class TroubleHandler
{
    internal static void Handle(Trouble trouble, EventSession session, Envelope envelope, Desk desk)
    {
        desk.Seen.Enqueue($"{trouble.Name} {envelope.Attempts}");
        if (desk.Failures.AddOrUpdate(trouble.Name, -1, (_, left) => left - 1) >= 0) throw new InvalidOperationException($"{trouble.Name} is in trouble.");
        session.Append(trouble.Notebook, new Noted(trouble.Name));
    }
}

/// <summary>Sends work by the bus and then writes to a notebook that exists already.</summary>
internal sealed record PromiseTooMuch(Guid Notebook, Guid Existing);

internal static class PromiseTooMuchHandler
{
    internal static async Task HandleAsync(PromiseTooMuch promise, IMessageBus bus, EventSession session)
    {
        await bus.PublishAsync(new Work(promise.Notebook, "promised"));
        await bus.ScheduleAsync(new Work(promise.Notebook, "promised for later"), DateTimeOffset.MaxValue);
        session.StartStream<Notebook>(promise.Existing, new Noted("again"));
    }
}

/// <summary>Has two others write, in its own commit.</summary>
internal sealed record NoteTwice(Guid First, Guid Second, bool Fail);

internal static class NoteTwiceHandler
{
    internal static async Task<int> HandleAsync(NoteTwice twice, IMessageBus bus)
    {
        var first = await bus.InvokeAsync<int>(new Note(twice.First, "one"));
        var second = await bus.InvokeAsync<int>(new Note(twice.Second, "two"));
        return twice.Fail ? throw new InvalidOperationException("Second thoughts.") : first + second;
    }
}
