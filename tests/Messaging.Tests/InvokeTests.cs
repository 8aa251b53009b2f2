using Npgsql;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class InvokeTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private readonly Guid notebook = Guid.CreateVersion7();

    [Fact]
    public async Task A_command_answers_and_its_event_names_person_cause_and_correlation()
    {
        await using var host = await MessagingHost.StartAsync(database);
        using var request = new System.Diagnostics.Activity("request").Start();

        var count = await host.Runner.InvokeAsync<int>(new Note(notebook, "first"), new() { By = "person-7" });

        var stored = Assert.Single(await host.EventsAsync(notebook));
        Assert.Equal(1, count);
        Assert.Equal((new Noted("first"), request.TraceId.ToHexString(), "person-7"), ((Noted)stored.Data, stored.CorrelationId, stored.Headers?["by"]?.ToString()));
        Assert.True(Guid.TryParse(stored.CausationId, out _));
    }

    [Fact]
    public async Task A_message_without_handler_is_refused_before_anything_runs()
    {
        await using var host = await MessagingHost.StartAsync(database);

        var noHandler = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Runner.InvokeAsync(new Noted("no command")));
        var notHandled = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Runner.PublishAsync(new Foreign(notebook)));
        var notDurable = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Runner.PublishAsync(new Note(notebook, "x")));

        Assert.Equal("Expected a handler of Verwaltung.Messaging.Tests.Noted in the discovered assemblies, but there is none.", noHandler.Message);
        Assert.Equal("Expected Verwaltung.Messaging.Tests.Note to have a [MessageIdentity] before it is sent, but it has none.", notDurable.Message);
        Assert.Equal("Expected Verwaltung.Messaging.Tests.Foreign to have a handler before it is sent, but there is none in the discovered assemblies.", notHandled.Message);
        Assert.Empty(host.Desk.Seen);
    }

    [Fact]
    public async Task An_overtaken_handler_runs_again_on_what_the_other_wrote()
    {
        await using var host = await MessagingHost.StartAsync(database);
        await host.Runner.InvokeAsync(new Note(notebook, "before"));
        host.Desk.Shut("slow");

        var slow = host.Runner.InvokeAsync<int>(new Note(notebook, "slow"));
        await host.Desk.ArrivalAsync("slow");
        await host.Runner.InvokeAsync(new Note(notebook, "quick"));
        host.Desk.Open("slow");

        Assert.Equal(3, await slow);
        Assert.Equal(["before", "quick", "slow"], await host.NotesAsync(notebook));
        Assert.Equal(["before", "slow", "quick", "slow"], host.Desk.Seen);
    }

    [Fact]
    public async Task Twenty_equal_requests_at_once_take_effect_once_and_get_the_first_answer()
    {
        await using var host = await MessagingHost.StartAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => host.Runner.InvokeAsync<Opened>(new OpenNotebook(notebook, $"request {i}"), new() { IdempotencyKey = $"open {notebook}" }))));

        var note = Assert.Single(await host.NotesAsync(notebook));
        Assert.Equal([new Opened(notebook, note)], answers.Distinct());
    }

    [Fact]
    public async Task A_key_belongs_to_one_person_and_one_kind_of_message()
    {
        await using var host = await MessagingHost.StartAsync(database);
        Task<int> Ask(string text, string by) => host.Runner.InvokeAsync<int>(new Note(notebook, text), new() { IdempotencyKey = "same key", By = by });

        var answers = (await Ask("a", "person-1"), await Ask("b", "person-1"), await Ask("c", "person-2"));

        Assert.Equal((1, 1, 2), answers);
        Assert.Equal(["a", "c"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_failed_request_leaves_its_key_free()
    {
        await using var host = await MessagingHost.StartAsync(database);
        var second = Guid.CreateVersion7();
        Task<int> Ask(bool fail) => host.Runner.InvokeAsync<int>(new NoteTwice(notebook, second, fail), new() { IdempotencyKey = $"{notebook}" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => Ask(true));
        Assert.Empty(await host.NotesAsync(notebook));

        Assert.Equal(2, await Ask(false));
        Assert.Equal(["one", "two"], [.. await host.NotesAsync(notebook), .. await host.NotesAsync(second)]);
    }

    [Fact]
    public async Task A_key_is_remembered_for_as_long_as_the_options_say()
    {
        var clock = new VirtualClock();
        await using var host = await MessagingHost.StartAsync(database, clock, options => options.Memory = TimeSpan.FromDays(30));
        Task<int> Ask() => host.Runner.InvokeAsync<int>(new Note(notebook, "asked"), new() { IdempotencyKey = $"{notebook}" });
        var first = await Ask();

        clock.Advance(TimeSpan.FromDays(30));
        await host.Memory.ForgetAsync(default);
        var repeated = await Ask();
        clock.Advance(TimeSpan.FromTicks(10));
        await host.Memory.ForgetAsync(default);
        var anew = await Ask();

        Assert.Equal((1, 1, 2), (first, repeated, anew));
    }

    [Fact]
    public async Task A_taken_stream_id_is_told_to_the_caller()
    {
        await using var host = await MessagingHost.StartAsync(database);
        await host.Runner.InvokeAsync(new OpenNotebook(notebook, "first"));

        var taken = await Assert.ThrowsAsync<PostgresException>(() => host.Runner.InvokeAsync(new OpenNotebook(notebook, "second")));
        Assert.Equal((PostgresErrorCodes.UniqueViolation, "mt_streams_default"), (taken.SqlState, taken.TableName));

        Assert.Equal(["first"], await host.NotesAsync(notebook));
    }
}
