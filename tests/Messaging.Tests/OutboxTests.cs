using System.Collections.Concurrent;
using System.Diagnostics;
using Verwaltung.Events;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class OutboxTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private readonly Guid notebook = Guid.CreateVersion7();

    [Fact]
    public async Task What_a_handler_returns_is_sent_on_and_the_chain_can_be_followed()
    {
        await using var host = await MessagingHost.StartAsync(database);
        using var request = new System.Diagnostics.Activity("request").Start();

        var report = await host.Bus.InvokeAsync<string>(new Relay(notebook, 3));
        await host.UntilIdleAsync();

        Assert.Equal("passed 3", report);
        Assert.Equal(["3 to go", "2 to go", "1 to go", "0 to go"], await host.NotesAsync(notebook));
        var chain = host.Desk.Envelopes.ToArray();
        Assert.Equal([null, .. chain.SkipLast(1).Select(envelope => envelope.Id.ToString())], chain.Select(envelope => envelope.CausationId));
        await using var session = host.Store.OpenSession();
        Assert.Equal(
            chain.Select(envelope => (request.TraceId.ToHexString(), envelope.Id.ToString())),
            (await session.FetchStreamAsync(notebook)).Select(stored => (stored.CorrelationId!, stored.CausationId!)));
    }

    [Fact]
    public async Task Every_run_is_a_span_of_the_trace_it_followed_from()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Verwaltung.Messaging",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await MessagingHost.StartAsync(database);
        using var request = new Activity("request").Start();

        await host.Bus.InvokeAsync(new Relay(notebook, 2));
        await host.UntilAsync(() => Task.FromResult(spans.Count(span => span.TraceId == request.TraceId) == 3));

        var trace = spans.Where(span => span.TraceId == request.TraceId).OrderBy(span => span.StartTimeUtc).ToArray();
        Assert.Equal(["invoke tests.relay", "process tests.relay", "process tests.relay"], trace.Select(span => span.OperationName));
        Assert.Equal([request.SpanId, .. trace.SkipLast(1).Select(span => span.SpanId)], trace.Select(span => span.ParentSpanId));
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_commit_fails()
    {
        await using var host = await MessagingHost.StartAsync(database);
        var existing = Guid.CreateVersion7();
        await host.Bus.InvokeAsync(new OpenNotebook(existing, "first"));

        await Assert.ThrowsAsync<StreamExistsException>(() => host.Bus.InvokeAsync(new PromiseTooMuch(notebook, existing)));

        Assert.Empty(await database.RowsAsync($"select id from messages where body->>'notebook' = '{notebook}'"));
        Assert.Empty(await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_scheduled_message_waits_for_its_time()
    {
        var clock = new VirtualClock();
        await using var host = await MessagingHost.StartAsync(database, clock);
        var due = clock.GetUtcNow().AddDays(30);
        await host.Bus.ScheduleAsync(new Work(notebook, "after a month"), due);

        clock.AdvanceTo(due.AddTicks(-10));
        await host.Bus.PublishAsync(new Work(notebook, "today"));
        await host.UntilAsync(counts => counts is { Ready: 0, Running: 0, Scheduled: 1 });
        Assert.Equal(["today"], await host.NotesAsync(notebook));

        clock.AdvanceTo(due);
        await host.UntilIdleAsync();
        Assert.Equal(["today", "after a month"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_failing_message_is_tried_again_after_its_delays_and_then_waits_for_a_person()
    {
        var clock = new VirtualClock();
        await using var host = await MessagingHost.StartAsync(database, clock);
        host.Desk.Failures["Anna"] = 3;

        await host.Bus.PublishAsync(new Trouble(notebook, "Anna"));
        await host.UntilAsync(counts => counts is { Running: 0, Ready: 0, Scheduled: 1 });
        clock.Advance(TimeSpan.FromMinutes(1));
        await host.UntilAsync(async () => host.Desk.Seen.Count == 2 && await host.DeadLetters.CountAsync() is { Running: 0, Ready: 0 });
        clock.Advance(TimeSpan.FromMinutes(10));
        await host.UntilAsync(counts => counts.Dead == 1);

        var letter = Assert.Single(await host.DeadLetters.ListAsync());
        Assert.Equal(("tests.trouble", "InvalidOperationException: Anna is in trouble.", 3, clock.GetUtcNow()), (letter.Type, letter.Reason, letter.Attempts, letter.At));

        Assert.True(await host.DeadLetters.ReplayAsync(letter.Id));
        await host.UntilAsync(counts => counts is { Dead: 0, Running: 0, Ready: 0 });
        Assert.False(await host.DeadLetters.ReplayAsync(letter.Id));
        Assert.Equal(["Anna 1", "Anna 2", "Anna 3", "Anna 1"], host.Desk.Seen);
        Assert.Equal(["Anna"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task Those_who_wait_are_told_of_a_dead_letter_in_its_own_commit()
    {
        var clock = new VirtualClock();
        await using var host = await MessagingHost.StartAsync(database, clock, options => options
            .Retry<Trouble>().WhenDead<Trouble, Relay>(trouble => new Relay(trouble.Notebook, 0)));
        host.Desk.Failures["Anna"] = 1;

        await host.Bus.PublishAsync(new Trouble(notebook, "Anna"));
        await host.UntilAsync(counts => counts is { Dead: 1, Running: 0, Ready: 0 });

        Assert.Equal(["0 to go"], await host.NotesAsync(notebook));
        Assert.True(await host.DeadLetters.DiscardAsync(Assert.Single(await host.DeadLetters.ListAsync()).Id));
    }

    [Fact]
    public async Task What_a_dead_letter_sends_needs_a_name() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => MessagingHost.StartAsync(
            database, configure: options => options.WhenDead<Trouble, Note>(trouble => new Note(trouble.Notebook, "dead"))));

    [Fact]
    public async Task A_message_that_nobody_can_read_or_handle_is_dead_at_once_and_can_be_discarded()
    {
        await using var host = await MessagingHost.StartAsync(database);
        await database.ExecuteAsync("""
            insert into messages (id, type, body, state, lane, due_at, created_at) values
            ('00000000-0000-7000-8000-00000000000a', 'tests.unknown', '{}', 'ready', 0, now(), now()),
            ('00000000-0000-7000-8000-00000000000b', 'tests.work', '{"notebook": 5}', 'ready', 1, now(), now())
            """);

        await host.UntilAsync(counts => counts.Dead == 2);

        var letters = (await host.DeadLetters.ListAsync()).ToDictionary(letter => letter.Type);
        Assert.Equal("Expected 'tests.unknown' to be mapped to a type, but it is not.", letters["tests.unknown"].Reason);
        Assert.StartsWith("The body is no 'tests.work': ", letters["tests.work"].Reason, StringComparison.Ordinal);

        foreach (var letter in letters.Values) Assert.True(await host.DeadLetters.DiscardAsync(letter.Id));
        Assert.False(await host.DeadLetters.DiscardAsync(letters["tests.work"].Id));
        Assert.Equal(new MessageCounts(0, 0, 0, 0), await host.DeadLetters.CountAsync());
    }

    [Fact]
    public async Task Poison_does_not_keep_the_others_waiting()
    {
        await using var host = await MessagingHost.StartAsync(database, configure: options => options.Parallelism = 1);
        host.Desk.Failures["poison"] = int.MaxValue;
        await host.Bus.PublishAsync(new Trouble(notebook, "poison"));

        await host.Bus.PublishAsync(new Work(notebook, "fresh water"));
        await host.UntilAsync(async () => (await host.NotesAsync(notebook)).Count > 0);

        Assert.Equal(["fresh water"], await host.NotesAsync(notebook));
        await host.UntilAsync(counts => counts is { Running: 0, Scheduled: 1 });
        await database.ExecuteAsync("delete from messages");
    }

    [Fact]
    public async Task A_kind_of_message_that_hangs_leaves_hands_for_the_others()
    {
        await using var host = await MessagingHost.StartAsync(database, configure: options => (options.Parallelism, options.ParallelismPerType) = (4, 3));
        host.Desk.Shut("hangs");
        for (var i = 0; i < 10; i++) await host.Bus.PublishAsync(new Work(Guid.CreateVersion7(), "hangs"));
        await host.UntilAsync(counts => counts.Running == 3);

        await host.Bus.PublishAsync(new Relay(notebook, 1));
        await host.UntilAsync(async () => (await host.NotesAsync(notebook)).Count == 2);

        Assert.Equal(new MessageCounts(7, 0, 3, 0), await host.DeadLetters.CountAsync());
        host.Desk.Open("hangs");
        await host.UntilIdleAsync();
        Assert.Equal(10, host.Desk.Seen.Count);
    }

    [Fact]
    public async Task A_crowded_case_does_not_keep_the_others_waiting()
    {
        var crowded = Guid.CreateVersion7();
        var clock = new VirtualClock();
        await using var host = await MessagingHost.StartAsync(database, clock, options => options.Parallelism = 2);
        for (var i = 0; i < 100; i++) await host.Bus.ScheduleAsync(new Work(crowded, "crowd"), clock.GetUtcNow().AddMinutes(1));
        await host.Bus.ScheduleAsync(new Work(notebook, "single"), clock.GetUtcNow().AddMinutes(2));

        clock.Advance(TimeSpan.FromMinutes(2));
        await host.UntilIdleAsync();

        Assert.InRange(host.Desk.Seen.TakeWhile(name => name != "single").Count(), 0, 10);
        Assert.Equal(101, host.Desk.Seen.Count);
    }
}
