using System.Collections.Concurrent;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;
using Wolverine;
using Wolverine.Attributes;
using JasperFx;
using Verwaltung.Events;
using Verwaltung.Outcomes;

namespace Verwaltung.Messaging.Tests;

internal sealed record Noted(string Text);

internal sealed record Notebook(Guid Id, int Count)
{
    public static Notebook Create(Noted e) => new(Guid.Empty, 1);

    public Notebook Apply(Noted e) => this with { Count = Count + 1 };
}

internal static class Notebooks
{
    /// <summary>Writes at the end of a notebook, or begins it.</summary>
    public static async Task NoteAsync(this IDocumentSession session, Guid notebook, string text) =>
        (await session.Events.FetchForWriting<Notebook>(notebook)).AppendOne(new Noted(text));
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

/// <summary>Writes a line, if there is room in the notebook.</summary>
internal sealed record WriteLine(Guid Notebook, string Text) : IAsk<Outcome<Written>>;

/// <summary>The same in somebody's name, and a line in another notebook.</summary>
internal sealed record WriteForBoth([property: Identity] Guid First, Guid Second, string Text) : IAsk<Outcome<Done>>;

/// <summary>Where the notebook stands after the commit.</summary>
internal sealed record Written(Guid Notebook, long Version)
{
    public static Written By(IEventStream<Notebook> stream) => new(stream.Id, stream.VersionAfter());
}

internal sealed record NotebookFull(int Most) : Refusal("tests.notebook-full", "The notebook is full.");

/// <summary>How many lines a notebook takes, and what a line begins with.</summary>
internal sealed record Paper(int Lines, string Mark);

internal static class WriteLineHandler
{
    public static async Task<(Paper? Paper, long? Seen)> LoadAsync(
        WriteLine command, Notebook? notebook, Context context, IDocumentSession session, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(command.Notebook, token: cancellation);
        return (notebook is null ? null : new Paper(3, $"{events.Count}/{context.Version}"), events is [.., var last] ? last.Version : null);
    }

    public static Decision Decide(WriteLine command, Notebook? notebook, Paper? paper, long? seen, Context context) => command.Text switch
    {
        _ when notebook?.Count >= paper?.Lines => Decision.Of(new Noted("full")) with { Why = new NotebookFull(paper!.Lines) },
        "twice" => Decision.Of(new Noted("once")).Step("again").Step("and again"),
        "send" => Decision.Of(new Noted("sent")).Send(new Work(command.Notebook, "now")).Schedule(new Work(command.Notebook, "later"), context.Now.AddDays(1)),
        var text => Decision.Of(new Noted($"{paper?.Mark} {seen} {text}".Trim())),
    };
}

internal static class WriteForBothHandler
{
    public static Decision Decide(WriteForBoth command, Notebook? notebook) =>
        Decision.Of(new Noted(command.Text)).Do(new Note(command.Second, command.Text)) with { By = "the-writer" };
}

/// <summary>Writes a note, by the running count of the notebook.</summary>
internal sealed record Note(Guid Notebook, string Text) : IAsk<int>;

internal static class NoteHandler
{
    internal static async Task<int> HandleAsync(Note note, IDocumentSession session, Desk desk, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Notebook>(note.Notebook, cancellation);
        await desk.PassAsync(note.Text, cancellation);
        stream.AppendOne(new Noted(note.Text));
        return (stream.Aggregate?.Count ?? 0) + 1;
    }
}

/// <summary>Opens a notebook once, by the stream's own id.</summary>
internal sealed record OpenNotebook(Guid Notebook, string Text) : IAsk<Opened>;

internal sealed record Opened(Guid Notebook, string Text);

internal static class OpenNotebookHandler
{
    internal static Opened Handle(OpenNotebook open, IDocumentSession session)
    {
        session.Events.StartStream<Notebook>(open.Notebook, new Noted(open.Text));
        return new(open.Notebook, open.Text);
    }
}

/// <summary>Passed on from hand to hand: writes a note and sends the rest.</summary>
[MessageIdentity("tests.relay")]
internal sealed record Relay(Guid Notebook, int Hands) : IAsk<string>;

internal static class RelayHandler
{
    internal static async Task<(string Report, OutgoingMessages Next)> HandleAsync(Relay relay, IDocumentSession session, Envelope envelope, Desk desk)
    {
        desk.Envelopes.Enqueue(envelope);
        await session.NoteAsync(relay.Notebook, $"{relay.Hands} to go");
        var next = new OutgoingMessages();
        if (relay.Hands > 0) next.Add(relay with { Hands = relay.Hands - 1 });
        return ($"passed {relay.Hands}", next);
    }
}

/// <summary>A piece of work that a test can hold up.</summary>
[MessageIdentity("tests.work")]
internal sealed record Work(Guid Notebook, string Name);

internal static class WorkHandler
{
    internal static async ValueTask HandleAsync(Work work, IDocumentSession session, Desk desk)
    {
        await desk.PassAsync(work.Name);
        await session.NoteAsync(work.Notebook, work.Name);
    }
}

/// <summary>Fails as often as the desk says.</summary>
[MessageIdentity("tests.trouble")]
internal sealed record Trouble(Guid Notebook, string Name);

internal static class TroubleHandler
{
    internal static async Task HandleAsync(Trouble trouble, IDocumentSession session, Envelope envelope, Desk desk)
    {
        desk.Seen.Enqueue($"{trouble.Name} {envelope.Attempts}");
        if (desk.Failures.AddOrUpdate(trouble.Name, -1, (_, left) => left - 1) >= 0) throw new InvalidOperationException($"{trouble.Name} is in trouble.");
        await session.NoteAsync(trouble.Notebook, trouble.Name);
    }
}

/// <summary>Sends work by the bus and then writes to a notebook that exists already.</summary>
internal sealed record PromiseTooMuch(Guid Notebook, Guid Existing);

internal static class PromiseTooMuchHandler
{
    internal static async Task HandleAsync(PromiseTooMuch promise, IRunner runner, IDocumentSession session)
    {
        await runner.PublishAsync(new Work(promise.Notebook, "promised"));
        await runner.ScheduleAsync(new Work(promise.Notebook, "promised for later"), DateTimeOffset.MaxValue.AddYears(-1));
        session.Events.StartStream<Notebook>(promise.Existing, new Noted("again"));
    }
}

/// <summary>Has two others write, in its own commit.</summary>
internal sealed record NoteTwice(Guid First, Guid Second, bool Fail) : IAsk<int>;

internal static class NoteTwiceHandler
{
    internal static async Task<int> HandleAsync(NoteTwice twice, IRunner runner)
    {
        var first = await runner.InvokeAsync<int>(new Note(twice.First, "one"));
        var second = await runner.InvokeAsync<int>(new Note(twice.Second, "two"));
        return twice.Fail ? throw new InvalidOperationException("Second thoughts.") : first + second;
    }
}

/// <summary>Fails and holds what must not be told.</summary>
[MessageIdentity("tests.indiscreet")]
internal sealed record Indiscreet(Guid Notebook, string Secret);

internal static class IndiscreetHandler
{
    internal static void Handle(Indiscreet message) => throw new InvalidOperationException("The register refused.");
}

/// <summary>A command that fails: no part of it may be told.</summary>
internal sealed record Whisper(string Secret);

internal static class WhisperHandler
{
    internal static void Handle(Whisper message) => throw new InvalidOperationException("The register refused.");
}

/// <summary>Nobody here handles it.</summary>
[MessageIdentity("tests.foreign")]
internal sealed record Foreign(Guid Notebook);
