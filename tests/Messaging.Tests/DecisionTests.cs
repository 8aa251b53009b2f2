using System.Reflection;
using System.Reflection.Emit;
using Verwaltung.Events;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Outcomes;
using Verwaltung.Testing;
using Wolverine.Attributes;
using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class DecisionTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private readonly Guid notebook = Guid.CreateVersion7();

    [Fact]
    public async Task What_is_decided_is_appended_and_answered_with_the_new_version()
    {
        await using var host = await MessagingHost.StartAsync(database);

        var first = await host.Runner.InvokeAsync(new WriteLine(notebook, "begun"));
        var second = await host.Runner.InvokeAsync(new WriteLine(notebook, "went on"));

        Assert.Equal<Outcome<Written>>([new Written(notebook, 1), new Written(notebook, 2)], [first, second]);
        Assert.Equal(["begun", "1/1 1 went on"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_refusal_is_answered_and_what_stands_beside_it_is_written()
    {
        await using var host = await MessagingHost.StartAsync(database);
        foreach (var line in new[] { "a", "b", "c" }) await host.Runner.InvokeAsync(new WriteLine(notebook, line));

        var refused = await host.Runner.InvokeAsync(new WriteLine(notebook, "d"));

        Assert.Equal<Outcome<Written>>(new NotebookFull(3), refused);
        Assert.Equal("full", (await host.NotesAsync(notebook))[^1]);
    }

    [Fact]
    public async Task Each_step_is_decided_on_what_the_one_before_has_left()
    {
        await using var host = await MessagingHost.StartAsync(database);

        await host.Runner.InvokeAsync(new WriteLine(notebook, "twice"));

        Assert.Equal(["once", "again after 1", "and again after 2"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task Messages_leave_with_the_commit_at_once_and_later()
    {
        var clock = new VirtualClock();
        await using var host = MessagingHost.Hold(database, clock);

        await host.Runner.InvokeAsync(new WriteLine(notebook, "send"));
        await host.Held.DeliverAsync();
        var today = await host.NotesAsync(notebook);
        clock.Advance(TimeSpan.FromDays(1));
        await host.Held.DeliverAsync();

        Assert.Equal(["sent", "now"], today);
        Assert.Equal(["sent", "now", "later"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_command_to_another_stream_shares_the_commit_and_the_name()
    {
        await using var host = await MessagingHost.StartAsync(database);
        var other = Guid.CreateVersion7();

        var done = await host.Runner.InvokeAsync(new WriteForBoth(notebook, other, "both"));

        Assert.Equal<Outcome<Done>>(new Done(), done);
        Assert.Equal(
            [("both", "the-writer"), ("both", "the-writer")],
            (await host.EventsAsync(notebook)).Concat(await host.EventsAsync(other)).Select(stored => (((Noted)stored.Data).Text, stored.By())));
    }

    [Fact]
    public async Task A_command_under_a_key_is_decided_once()
    {
        await using var host = await MessagingHost.StartAsync(database);
        var key = new InvokeOptions { IdempotencyKey = "key-1", By = "person-7" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Runner.InvokeAsync(new WriteLine(notebook, "once"), key)));

        Assert.All(answers, answer => Assert.Equal<Outcome<Written>>(new Written(notebook, 1), answer));
        Assert.Single(await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task Who_is_overtaken_decides_again_on_what_the_other_wrote()
    {
        await using var host = await MessagingHost.StartAsync(database);

        var written = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => host.Runner.InvokeAsync(new WriteLine(notebook, $"line {i}"))));

        Assert.Equal([1L, 2, 3], written.Select(outcome => outcome.Value!.Version).Order());
        Assert.Equal(3, (await host.NotesAsync(notebook)).Count);
    }

    [Fact]
    public void Decisions_are_compared_whole()
    {
        var at = DateTimeOffset.UnixEpoch;
        Decision Full() => (Decision.Of(new Noted("a")).Do(new Note(notebook, "b")).Step("step").Send(new Work(notebook, "c")).Schedule(new Work(notebook, "d"), at)
            .About(notebook).Answering(new Written(notebook, 1))) with
        { By = "somebody", Why = new NotebookFull(1) };

        Assert.Equal(Full(), Full());
        Decision[] others =
        [
            Full() with { Events = [new Noted("b")] }, Full() with { Commands = [] }, Full() with { Steps = ["other"] }, Full().Send(new Work(notebook, "e")),
            Full() with { Person = null }, Full() with { Answer = null }, Full() with { By = null }, Full() with { Why = null },
        ];
        Assert.DoesNotContain(Full(), others);
    }

    [Theory]
    [InlineData(typeof(Decision), typeof(WriteForBoth), "Expected RoomHandler.Decide to take its command and an aggregate and to return a Decision")]
    [InlineData(typeof(string), typeof(WriteLine), "Expected RoomHandler.Decide to take its command and an aggregate and to return a Decision", typeof(Notebook))]
    [InlineData(
        typeof(Decision), typeof(PromiseTooMuch),
        "Expected Verwaltung.Messaging.Tests.PromiseTooMuch to have a member Desk or one with [Identity] that RoomHandler.Decide is decided on", typeof(Desk))]
    public void What_cannot_be_decided_is_refused_at_start(Type result, Type command, string sentence, params Type[] more)
    {
        var room = Room(result, [command, .. more]);

        var refusal = Assert.Throws<InvalidOperationException>(() => new HandlerMap(new MessagingOptions().Discover(room)));

        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_loaded_parts_of_one_type_are_refused_at_start()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new HandlerMap(new MessagingOptions().Discover(Room(
            typeof(Decision), [typeof(WriteLine), typeof(Notebook), typeof(Paper)], typeof(Task<(Paper, Paper)>)))));

        Assert.Equal(
            "Expected what RoomHandler.LoadAsync loads to differ in type, because RoomHandler.Decide tells it apart by that.", refusal.Message);
    }

    private static Assembly Room(Type result, Type[] parameters, Type? loads = null)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new("Room"), AssemblyBuilderAccess.Run).DefineDynamicModule("Room");
        var handler = module.DefineType("RoomHandler", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        Add(handler, "Decide", result, parameters);
        if (loads is not null) Add(handler, "LoadAsync", loads, parameters[..2]);
        return handler.CreateType().Assembly;
    }

    private static void Add(TypeBuilder handler, string name, Type result, Type[] parameters)
    {
        var body = handler.DefineMethod(name, MethodAttributes.Public | MethodAttributes.Static, result, parameters).GetILGenerator();
        body.Emit(OpCodes.Ldnull);
        body.Emit(OpCodes.Throw);
    }
}
