using Marten.Exceptions;
using Npgsql;
using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class HostsTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private const string Held = "the held message with the other host";

    private readonly Guid notebook = Guid.CreateVersion7();

    [Fact]
    public async Task Two_hosts_share_the_timers_and_each_message_takes_effect_once()
    {
        await using var one = await MessagingHost.StartAsync(database, isShared: true);
        await using var other = await MessagingHost.StartAsync(database, isShared: true);
        Guid[] notebooks = [.. Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7())];
        Guid[] diaries = [.. Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7())];

        var due = TimeProvider.System.GetUtcNow().AddMilliseconds(200);
        await Task.WhenAll(notebooks.Select((each, i) => (i % 2 == 0 ? one : other).Runner.PublishAsync(new Work(each, "at once")).AsTask()));
        await Task.WhenAll(diaries.Select(each => one.Runner.ScheduleAsync(new Work(each, "later"), due).AsTask()));
        await one.UntilIdleAsync();

        foreach (var each in notebooks) Assert.Equal(["at once"], await one.NotesAsync(each));
        foreach (var each in diaries) Assert.Equal(["later"], await one.NotesAsync(each));
    }

    [Fact]
    public async Task A_dead_hosts_message_is_taken_over_and_its_late_commit_is_refused()
    {
        await using var heir = await MessagingHost.StartAsync(database, isShared: true);
        await using var dying = await MessagingHost.StartAsync(database, isShared: true);
        dying.Desk.Shut("held");
        await dying.Runner.PublishAsync(new Work(notebook, "held"));
        await dying.Desk.ArrivalAsync("held");

        dying.Kill();
        await heir.Desk.ArrivalAsync("held");
        await heir.UntilAsync(async () => (await heir.NotesAsync(notebook)).Count == 1, Held);

        dying.Desk.Open("held");
        bool IsRefused() => dying.Logged.Lines.Any(line => line.Contains("was handled before", StringComparison.Ordinal));
        await dying.UntilAsync(() => Task.FromResult(IsRefused()), "the late commit to be refused");
        Assert.Equal(["held"], await heir.NotesAsync(notebook));
    }

    [Fact]
    public async Task A_handler_that_takes_long_keeps_its_message_while_its_host_lives()
    {
        await using var idle = await MessagingHost.StartAsync(database, isShared: true);
        await using var slow = await MessagingHost.StartAsync(database, isShared: true);
        slow.Desk.Shut("long");
        await slow.Runner.PublishAsync(new Work(notebook, "long"));
        await slow.Desk.ArrivalAsync("long");

        // Twice as long as a silent host is waited for.
        var until = TimeProvider.System.GetUtcNow() + (2 * MessagingHost.Stale);
        await slow.UntilAsync(async () => (await database.RowsAsync(
            $"select count(*) from wolverine.wolverine_nodes where health_check > '{until:O}'"))[0] == "2", "both hosts to live on");
        slow.Desk.Open("long");
        await slow.UntilIdleAsync();

        Assert.Equal(["long"], await slow.NotesAsync(notebook));
        Assert.Equal((1, 0), (slow.Desk.Seen.Count, idle.Desk.Seen.Count));
    }

    [Fact]
    public async Task A_stopping_host_finishes_what_runs_and_takes_nothing_new()
    {
        var host = await MessagingHost.StartAsync(database, configure: options => options.Parallelism = 1);
        host.Desk.Shut("running");
        await host.Runner.PublishAsync(new Work(notebook, "running"));
        await host.Desk.ArrivalAsync("running");
        await host.Runner.PublishAsync(new Work(notebook, "too late"));

        var stopped = host.StopAsync();
        host.Desk.Open("running");
        await stopped;

        Assert.Equal("running", (await host.NotesAsync(notebook))[0]);
        await host.DisposeAsync();

        await using var next = await MessagingHost.StartAsync(database);
        await next.UntilIdleAsync();
        Assert.Equal(["running", "too late"], await next.NotesAsync(notebook));
    }

    [Fact]
    public async Task What_does_not_finish_before_the_stop_is_given_back_untried()
    {
        var host = await MessagingHost.StartAsync(database, configure: options =>
        {
            var hurry = options.Durability!;
            options.Durability = durability =>
            {
                hurry(durability);
                durability.DrainTimeout = TimeSpan.FromMilliseconds(100);
            };
        });
        host.Desk.Shut("stuck");
        await host.Runner.PublishAsync(new Work(notebook, "stuck"));
        await host.Desk.ArrivalAsync("stuck");

        await host.StopAsync();
        Assert.Equal(["Incoming|0|0"], await database.RowsAsync(
            "select status, owner_id, attempts from wolverine.wolverine_incoming_envelopes where status <> 'Handled'"));

        await using var next = await MessagingHost.StartAsync(database);
        await next.UntilIdleAsync();
        Assert.Equal(["stuck"], await next.NotesAsync(notebook));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task When_the_database_comes_back_a_host_takes_up_what_it_had_dropped()
    {
        const string Watching = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        await using var host = await MessagingHost.StartAsync(database, isShared: true);
        await host.Runner.ScheduleAsync(new Work(notebook, "dropped"), TimeProvider.System.GetUtcNow().AddDays(1));
        await database.ExecuteAsync("""
            update wolverine.wolverine_incoming_envelopes set status = 'Incoming', execution_time = null, owner_id = (select max(node_number) from wolverine.wolverine_nodes)
            """);

        await database.RowsAsync(Watching);

        IReadOnlyList<string> notes = [];
        await host.UntilAsync(async () => (notes = await NotesOrNoneAsync(host)) is not [], "the message to be handled");
        Assert.Equal(["dropped"], notes);
    }

    /// <summary>Each connection that was ended is met once by whoever is given it.</summary>
    private async Task<IReadOnlyList<string>> NotesOrNoneAsync(MessagingHost host)
    {
        try
        {
            return await host.NotesAsync(notebook);
        }
        catch (Exception ended) when (ended is NpgsqlException or MartenCommandException)
        {
            return [];
        }
    }
}
