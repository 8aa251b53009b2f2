using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Messaging.Tests;

/// <summary>Messages on the clock of the test, as the tests of modules deliver them.</summary>
public sealed class HeldMessagesTests : IAsyncLifetime
{
    private const string Sent = "select type, state, to_char(due_at at time zone 'UTC', 'DD. HH24:MI'), attempts, body - 'notebook' from messages order by due_at, id";

    private readonly MessagingDatabase database = new();
    private readonly VirtualClock clock = new();
    private readonly Guid notebook = Guid.CreateVersion7();

    public async ValueTask InitializeAsync() => await database.InitializeAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task What_is_sent_waits_until_it_is_let_go_and_a_timer_until_its_time()
    {
        await using var host = MessagingHost.Hold(database, clock);
        await host.Runner.InvokeAsync(new Relay(notebook, 2));
        await host.Runner.ScheduleAsync(new Work(notebook, "next day"), clock.GetUtcNow().AddDays(1));

        Assert.Equal(
            ["""tests.relay|ready|23. 08:00|0|{"hands": 1}""", """tests.work|scheduled|24. 08:00|0|{"name": "next day"}"""], await host.Held.RowsAsync(Sent));
        Assert.Equal(["2 to go"], await host.NotesAsync(notebook));
        Assert.Equal(2, await host.Held.DeliverAsync());
        Assert.Equal(["2 to go", "1 to go", "0 to go"], await host.NotesAsync(notebook));

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await host.Held.DeliverAsync());
        Assert.Equal(["2 to go", "1 to go", "0 to go", "next day"], await host.NotesAsync(notebook));
        Assert.Empty(await host.Held.RowsAsync(Sent));
    }

    [Fact]
    public async Task A_failing_message_is_tried_again_buried_told_of_and_replayed()
    {
        await using var host = MessagingHost.Hold(database, clock, options => options
            .Retry<Trouble>(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)).WhenDead<Trouble, Relay>(trouble => new Relay(trouble.Notebook, 0)));
        host.Desk.Failures["Anna"] = 3;
        await host.Runner.PublishAsync(new Trouble(notebook, "Anna"));

        Assert.Equal(1, await host.Held.DeliverAsync());
        Assert.Equal(["""tests.trouble|scheduled|23. 08:01|1|{"name": "Anna"}"""], await host.Held.RowsAsync(Sent));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await host.Held.DeliverAsync());
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, await host.Held.DeliverAsync());

        var letter = Assert.Single(await host.DeadLetters.ListAsync());
        Assert.Equal(("tests.trouble", "InvalidOperationException: Anna is in trouble.", 3), (letter.Type, letter.Reason, letter.Attempts));
        Assert.Equal(["0 to go"], await host.NotesAsync(notebook));
        Assert.True(await host.DeadLetters.ReplayAsync(letter.Id));
        Assert.Equal(1, await host.Held.DeliverAsync());
        Assert.Equal(["Anna 1", "Anna 2", "Anna 3", "Anna 1"], host.Desk.Seen);
        Assert.Equal(["0 to go", "Anna"], await host.NotesAsync(notebook));
        Assert.Equal(new MessageCounts(0, 0, 0, 0), await host.DeadLetters.CountAsync());
    }

    [Fact]
    public async Task What_nobody_here_handles_stays_to_be_read()
    {
        await using var host = MessagingHost.Hold(database, clock, options => options.Carry<Foreign>());
        await host.Runner.PublishAsync(new Foreign(notebook));

        Assert.Equal(0, await host.Held.DeliverAsync());
        Assert.Equal(["tests.foreign|ready|23. 08:00|0|{}"], await host.Held.RowsAsync(Sent));
    }

    [Fact]
    public async Task A_held_host_may_be_started_and_still_hands_out_nothing_by_itself()
    {
        await using var host = await MessagingHost.StartHeldAsync(database, clock);
        await host.Runner.PublishAsync(new Work(notebook, "by hand"));

        Assert.Equal(1, await host.Held.DeliverAsync());
        Assert.Equal(["by hand"], await host.NotesAsync(notebook));
    }
}
