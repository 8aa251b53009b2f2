using Npgsql;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Wolverine.Runtime.Serialization;
using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class OutboxTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private const string Incoming = "wolverine.wolverine_incoming_envelopes";

    private readonly Guid notebook = Guid.CreateVersion7();

    [Fact]
    public async Task What_a_handler_returns_is_sent_on_and_the_chain_can_be_followed()
    {
        await using var host = await MessagingHost.StartAsync(database);
        using var request = new Activity("request").Start();

        var report = await host.Runner.InvokeAsync<string>(new Relay(notebook, 3));
        await host.UntilIdleAsync();

        Assert.Equal("passed 3", report);
        Assert.Equal(["3 to go", "2 to go", "1 to go", "0 to go"], await host.NotesAsync(notebook));
        var chain = host.Desk.Envelopes.ToArray();
        Assert.Equal(
            [null, .. chain.SkipLast(1).Select(envelope => envelope.Id.ToString())],
            chain.Select(envelope => envelope.Headers.GetValueOrDefault("causation-id")));
        Assert.Equal(
            chain.Select(envelope => (request.TraceId.ToHexString(), envelope.Id.ToString())),
            (await host.EventsAsync(notebook)).Select(stored => (stored.CorrelationId!, stored.CausationId!)));
    }

    [Fact]
    public async Task Every_run_is_a_span_of_the_trace_it_followed_from()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Verwaltung.Messaging" or "Wolverine",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await MessagingHost.StartAsync(database);
        using var request = new Activity("request").Start();
        Activity[] Runs() => [.. spans.Where(span => span.TraceId == request.TraceId && span.Source.Name == "Verwaltung.Messaging").OrderBy(span => span.StartTimeUtc)];

        await host.Runner.InvokeAsync(new Relay(notebook, 2));
        await host.UntilAsync(() => Task.FromResult(Runs().Length == 3), "three runs in the trace of the request");

        Assert.Equal(["run tests.relay", "run tests.relay", "run tests.relay"], Runs().Select(span => span.OperationName));
        Assert.Equal(request.SpanId, Runs()[0].ParentSpanId);
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_commit_fails()
    {
        await using var host = await MessagingHost.StartAsync(database);
        var existing = Guid.CreateVersion7();
        await host.Runner.InvokeAsync(new OpenNotebook(existing, "first"));

        var taken = await Assert.ThrowsAsync<PostgresException>(() => host.Runner.InvokeAsync(new PromiseTooMuch(notebook, existing)));
        Assert.Equal((PostgresErrorCodes.UniqueViolation, "mt_streams_default"), (taken.SqlState, taken.TableName));

        Assert.Empty(await database.RowsAsync($"select id from {Incoming} where position('{notebook}'::text::bytea in body) > 0"));
        Assert.Empty(await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_scheduled_message_waits_for_its_time()
    {
        await using var host = await MessagingHost.StartAsync(database);
        var now = TimeProvider.System.GetUtcNow();
        await host.Runner.ScheduleAsync(new Work(notebook, "after a month"), now.AddDays(30));
        await host.Runner.ScheduleAsync(new Work(notebook, "soon"), now.AddMilliseconds(300));

        await host.Runner.PublishAsync(new Work(notebook, "today"));
        await host.UntilAsync(counts => counts is { Ready: 0, Running: 0, Scheduled: 1 }, "one timer left");
        Assert.Equal(["today", "soon"], await host.NotesAsync(notebook));

        await database.ExecuteAsync($"update {Incoming} set execution_time = now() where status = 'Scheduled'");
        await host.UntilIdleAsync();
        Assert.Equal(["today", "soon", "after a month"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_failing_message_is_tried_again_after_its_delays_and_then_waits_for_a_person()
    {
        await using var host = await MessagingHost.StartAsync(database);
        host.Desk.Failures["Anna"] = 3;
        var begun = TimeProvider.System.GetUtcNow();

        await host.Runner.PublishAsync(new Trouble(notebook, "Anna"));
        await host.UntilAsync(counts => counts.Dead == 1, "a dead letter");

        var letter = Assert.Single(await host.DeadLetters.ListAsync());
        Assert.Equal(("tests.trouble", "InvalidOperationException: Anna is in trouble.", 3), (letter.Type, letter.Reason, letter.Attempts));
        Assert.InRange(letter.At, begun.AddMilliseconds(150), TimeProvider.System.GetUtcNow().AddSeconds(1));

        Assert.True(await host.DeadLetters.ReplayAsync(letter.Id));
        await host.UntilAsync(counts => counts is { Dead: 0, Running: 0, Ready: 0 }, "the replayed message to be handled");
        Assert.False(await host.DeadLetters.ReplayAsync(letter.Id));
        Assert.Equal(["Anna 1", "Anna 2", "Anna 3", "Anna 1"], host.Desk.Seen);
        Assert.Equal(["Anna"], await host.NotesAsync(notebook));
    }

    [Fact]
    public async Task Those_who_wait_are_told_once_of_each_death()
    {
        await using var host = await MessagingHost.StartAsync(database, configure: options => options
            .Retry<Trouble>().WhenDead<Trouble, Relay>(trouble => new Relay(trouble.Notebook, 0)));
        host.Desk.Failures["Anna"] = 2;

        await host.Runner.PublishAsync(new Trouble(notebook, "Anna"));
        await host.UntilAsync(counts => counts is { Dead: 1, Running: 0, Ready: 0 }, "a dead letter");
        Assert.Equal(["0 to go"], await host.NotesAsync(notebook));

        Assert.True(await host.DeadLetters.ReplayAsync(Assert.Single(await host.DeadLetters.ListAsync()).Id));
        await host.UntilAsync(async () => (await host.NotesAsync(notebook)).Count == 2, "to be told again");
        await host.UntilAsync(counts => counts is { Dead: 1, Running: 0, Ready: 0 }, "a dead letter");
        Assert.Equal(["0 to go", "0 to go"], await host.NotesAsync(notebook));
        Assert.True(await host.DeadLetters.DiscardAsync(Assert.Single(await host.DeadLetters.ListAsync()).Id));
    }

    [Fact]
    public async Task What_a_dead_letter_sends_needs_a_name() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => MessagingHost.StartAsync(
            database, configure: options => options.WhenDead<Trouble, Note>(trouble => new Note(trouble.Notebook, "dead"))));

    [Fact]
    public async Task A_message_that_nobody_can_read_or_handle_is_dead_at_once_and_can_be_discarded()
    {
        await using var host = await MessagingHost.StartAsync(database, configure: options => options.Carry<Foreign>());
        await host.Runner.PublishAsync(new Foreign(notebook));
        await InsertAsync("tests.unknown", "{}");
        await InsertAsync("tests.work", """{"notebook": "Erika Mustermann"}""");

        await host.UntilAsync(counts => counts.Dead == 3, "three dead letters");

        var letters = (await host.DeadLetters.ListAsync()).ToDictionary(letter => letter.Type);
        Assert.Equal("Expected a handler of 'tests.foreign', but there is none.", letters["tests.foreign"].Reason);
        Assert.Contains("tests.unknown", letters["tests.unknown"].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Mustermann", letters["tests.work"].Reason, StringComparison.Ordinal);

        foreach (var letter in letters.Values) Assert.True(await host.DeadLetters.DiscardAsync(letter.Id));
        Assert.False(await host.DeadLetters.DiscardAsync(letters["tests.work"].Id));
        Assert.Equal(new MessageCounts(0, 0, 0, 0), await host.DeadLetters.CountAsync());
    }

    [Fact]
    public async Task Poison_does_not_keep_the_others_waiting()
    {
        await using var host = await MessagingHost.StartAsync(
            database, configure: options => (options.Parallelism, _) = (1, options.Retry<Trouble>(TimeSpan.FromHours(1))));
        host.Desk.Failures["poison"] = 1;
        await host.Runner.PublishAsync(new Trouble(notebook, "poison"));

        await host.Runner.PublishAsync(new Trouble(notebook, "fresh water"));
        await host.UntilAsync(async () => (await host.NotesAsync(notebook)).Count > 0, "the other message to be handled");

        Assert.Equal(["fresh water"], await host.NotesAsync(notebook));
        await host.UntilAsync(counts => counts is { Running: 0, Scheduled: 1 }, "the poison to wait");
        await database.ExecuteAsync($"delete from {Incoming}");
    }

    [Fact]
    public async Task A_kind_of_message_that_hangs_leaves_hands_for_the_others()
    {
        await using var host = await MessagingHost.StartAsync(database, configure: options => options.Parallelism = 3);
        host.Desk.Shut("hangs");
        for (var i = 0; i < 10; i++) await host.Runner.PublishAsync(new Work(Guid.CreateVersion7(), "hangs"));
        await host.UntilAsync(() => Task.FromResult(host.Desk.Seen.Count == 3), "three hands to be busy");

        await host.Runner.PublishAsync(new Relay(notebook, 1));
        await host.UntilAsync(async () => (await host.NotesAsync(notebook)).Count == 2, "the others to be handled");

        Assert.Equal(3, host.Desk.Seen.Count);
        host.Desk.Open("hangs");
        await host.UntilIdleAsync();
        Assert.Equal(10, host.Desk.Seen.Count);
    }

    [Fact]
    public async Task Nothing_of_a_message_is_told_when_it_fails()
    {
        const string Secret = "Erika Mustermann, Heidestrasse 17";
        await using var host = await MessagingHost.StartAsync(
            database, configure: options => options.Retry<Indiscreet>(TimeSpan.FromMilliseconds(10)).Retry<Trouble>());
        host.Desk.Failures["Anna"] = 1;

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Runner.InvokeAsync(new Whisper(Secret)));
        await host.Runner.PublishAsync(new Indiscreet(notebook, Secret));
        await host.Runner.PublishAsync(new Trouble(notebook, "Anna"));
        await InsertAsync("tests.work", $$"""{"notebook": "{{Secret}}"}""");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Runner.InvokeAsync<int>(new Note(notebook, Secret), new() { IdempotencyKey = Secret })));
        await host.UntilAsync(counts => counts.Dead == 3, "three dead letters");

        Assert.NotEmpty(host.Logged.Lines);
        Assert.DoesNotContain(host.Logged.Lines, line => line.Contains("Mustermann", StringComparison.Ordinal));
        var letters = await host.DeadLetters.ListAsync();
        Assert.DoesNotContain(letters, letter => letter.Reason.Contains("Mustermann", StringComparison.Ordinal));
        foreach (var letter in letters) Assert.True(await host.DeadLetters.DiscardAsync(letter.Id));
    }

    /// <summary>A message as another version of the program may have left it.</summary>
    private async Task InsertAsync(string type, string body)
    {
        var envelope = new Wolverine.Envelope
        {
            Id = Guid.CreateVersion7(),
            MessageType = type,
            ContentType = "application/json",
            Destination = new Uri("local://tests.work/"),
            Data = Encoding.UTF8.GetBytes(body),
        };
        await database.ExecuteAsync($"""
            insert into {Incoming} (body, id, status, owner_id, attempts, message_type, received_at)
            values ('\x{Convert.ToHexString(EnvelopeSerializer.Serialize(envelope))}', '{envelope.Id}', 'Incoming', 0, 0, '{type}', '{envelope.Destination}')
            """);
    }
}
