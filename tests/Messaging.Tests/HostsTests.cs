using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class HostsTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private static readonly TimeSpan ShortLease = TimeSpan.FromMilliseconds(600);

    private readonly Guid notebook = Guid.CreateVersion7();

    [Fact]
    public async Task Two_hosts_share_the_work_and_each_message_takes_effect_once()
    {
        await using var one = await MessagingHost.StartAsync(database);
        await using var other = await MessagingHost.StartAsync(database);
        var notebooks = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToArray();

        one.Desk.Shut("once");
        await Task.WhenAll(notebooks.Select(each => one.Bus.PublishAsync(new Work(each, "once")).AsTask()));
        await Task.WhenAll(one.Desk.ArrivalAsync("once"), other.Desk.ArrivalAsync("once"));
        one.Desk.Open("once");
        await one.UntilIdleAsync();

        Assert.Equal(200, one.Desk.Seen.Count + other.Desk.Seen.Count);
        foreach (var each in notebooks) Assert.Equal(["once"], await one.NotesAsync(each));
    }

    [Fact]
    public async Task A_busy_hosts_work_is_told_to_the_others_after_the_commit()
    {
        await using var busy = await MessagingHost.StartAsync(database, configure: options => options.Parallelism = 1);
        busy.Desk.Shut("by notice");
        await busy.Bus.PublishAsync(new Work(notebook, "by notice"));
        await busy.Desk.ArrivalAsync("by notice");
        await using var idle = await MessagingHost.StartAsync(database, configure: options => options.PollInterval = TimeSpan.FromHours(1));
        const string Listening = "select pid from pg_stat_activity where datname = current_database() and query like 'listen verwaltung_messages%' and state = 'idle'";
        await idle.UntilAsync(async () => (await database.RowsAsync(Listening)).Count == 2);

        await busy.Bus.PublishAsync(new Work(notebook, "by notice"));
        await idle.Desk.ArrivalAsync("by notice");

        busy.Desk.Open("by notice");
        await busy.UntilIdleAsync();
        Assert.Equal(["by notice", "by notice"], await busy.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_dead_hosts_message_is_taken_over_and_its_late_commit_is_refused()
    {
        var dying = await MessagingHost.StartAsync(database, configure: options => options.Lease = ShortLease);
        dying.Desk.Shut("held");
        await dying.Bus.PublishAsync(new Work(notebook, "held"));
        await dying.Desk.ArrivalAsync("held");

        dying.Kill();
        await using var heir = await MessagingHost.StartAsync(database, configure: options => options.Lease = ShortLease);
        await heir.Desk.ArrivalAsync("held");
        await heir.UntilIdleAsync();
        Assert.Equal(["held"], await heir.NotesAsync(notebook));

        var left = await database.RowsAsync("select count(*) from message_handled");
        dying.Desk.Open("held");
        await dying.Agent.Finished;
        Assert.Equal(["held"], await heir.NotesAsync(notebook));
        Assert.Equal(left, await database.RowsAsync("select count(*) from message_handled"));
        await dying.DisposeAsync();
    }

    [Fact]
    public async Task A_handler_that_takes_longer_than_its_lease_keeps_it_while_its_host_lives()
    {
        await using var slow = await MessagingHost.StartAsync(database, configure: options => options.Lease = ShortLease);
        await using var idle = await MessagingHost.StartAsync(database, configure: options => options.Lease = ShortLease);
        slow.Desk.Shut("long");
        idle.Desk.Shut("long");
        await slow.Bus.PublishAsync(new Work(notebook, "long"));
        await Task.WhenAny(slow.Desk.ArrivalAsync("long"), idle.Desk.ArrivalAsync("long"));

        var first = await LeasedUntilAsync();
        await slow.UntilAsync(async () => await LeasedUntilAsync(beyond: first + (2 * ShortLease)) is not null);
        slow.Desk.Open("long");
        idle.Desk.Open("long");
        await slow.UntilIdleAsync();

        Assert.Equal(["long"], await slow.NotesAsync(notebook));
        Assert.Equal(1, slow.Desk.Seen.Count + idle.Desk.Seen.Count);
    }

    [Fact]
    public async Task A_stopping_host_finishes_what_runs_and_takes_nothing_new()
    {
        var host = await MessagingHost.StartAsync(database, configure: options => options.Parallelism = 1);
        host.Desk.Shut("running");
        await host.Bus.PublishAsync(new Work(notebook, "running"));
        await host.Desk.ArrivalAsync("running");

        var stopped = host.StopAsync();
        await host.Bus.PublishAsync(new Work(notebook, "too late"));
        host.Desk.Open("running");
        await stopped;

        Assert.Equal(["running"], await host.NotesAsync(notebook));
        Assert.Equal(new MessageCounts(1, 0, 0, 0), await host.DeadLetters.CountAsync());
        await host.DisposeAsync();
        await database.ExecuteAsync("delete from messages");
    }

    [Fact]
    public async Task What_does_not_finish_before_the_stop_is_given_back_untried()
    {
        var host = await MessagingHost.StartAsync(database);
        host.Desk.Shut("stuck");
        await host.Bus.PublishAsync(new Work(notebook, "stuck"));
        await host.Desk.ArrivalAsync("stuck");

        await host.Agent.StopAsync(new CancellationToken(canceled: true));
        Assert.Equal(["ready|0|∅"], await database.RowsAsync("select state, attempts, lease from messages"));

        await host.DisposeAsync();
        await using var next = await MessagingHost.StartAsync(database);
        await next.UntilIdleAsync();
        Assert.Equal(["stuck"], await next.NotesAsync(notebook));
    }

    private async Task<DateTimeOffset?> LeasedUntilAsync(DateTimeOffset? beyond = null)
    {
        var until = (await database.RowsAsync($"select leased_until from messages where state = 'running' and leased_until > '{beyond ?? DateTimeOffset.MinValue:O}'")).SingleOrDefault();
        return until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture);
    }
}
