using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Registers.Contracts;
using Xunit;

namespace Verwaltung.Registers.Tests;

public sealed class CheckResidenceTests
{
    private static readonly CaseId Case = new(Guid.Parse("0193a3f0-0009-7000-8000-000000000001"));
    private static readonly Guid Job = Guid.Parse("0193a3f0-0009-7000-8000-000000000002");

    [Fact]
    public async Task A_job_is_completed_with_the_registers_answer_and_its_origin()
    {
        await using var database = await DatabaseAsync();
        await using var host = await RegistersHost.StartAsync(database);
        Open(host);

        await host.Bus.InvokeAsync(new JobRequested(Case, Job, "melderegister"));

        var done = Assert.Single(host.Neighbours.Completed);
        Assert.Equal((Case, Job, "register:melderegister"), (done.Case, done.Job, done.Origin));
        Assert.Equal("""
            {"resident":{"status":"gefunden","retrievedAt":"2026-11-23T08:00:00Z","address":{"street":"Gutenbergstraße","houseNumber":"31","postcode":"44139","city":"Dortmund"},"mainResidence":true,"movedInOn":"2019-05-01"}}
            """, done.Values.ToJson()!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task While_the_register_is_down_the_job_waits_and_then_goes_on_by_itself()
    {
        await using var database = await DatabaseAsync();
        await using var host = await RegistersHost.StartAsync(database);
        Open(host);
        await host.SwitchAsync("down");

        await host.Bus.InvokeAsync(new JobRequested(Case, Job, "melderegister"));
        Assert.Equal(new RegisterWaiting("melderegister", 1, host.Clock.GetUtcNow()), await WaitingAsync(host));

        await host.SwitchAsync("up");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => !host.Neighbours.Completed.IsEmpty);

        Assert.Equal("gefunden", ((FeelString)host.Neighbours.Completed.Single().Values.GetPath("resident.status")).Value);
        await UntilAsync(async () => await WaitingAsync(host) == new RegisterWaiting("melderegister", 0, null));
    }

    [Fact]
    public async Task The_pauses_grow_to_a_minute_and_the_asking_never_ends()
    {
        await using var database = await DatabaseAsync();
        await using var host = await RegistersHost.StartAsync(database);
        Open(host);
        await host.SwitchAsync("down");
        var since = host.Clock.GetUtcNow();

        var pauses = new List<double>();
        for (var attempt = 1; attempt <= 7; attempt++)
        {
            await host.Bus.InvokeAsync(new CheckResidence(Case, Job, attempt));
            pauses.AddRange((await database.RowsAsync("select extract(epoch from next_at)::bigint from register_waiting"))
                .Select(next => double.Parse(next, System.Globalization.CultureInfo.InvariantCulture) - since.ToUnixTimeSeconds()));
        }

        Assert.Equal([1, 5, 30, 60, 60, 60, 60], pauses);
        Assert.Equal(new RegisterWaiting("melderegister", 1, since), await WaitingAsync(host));
    }

    [Fact]
    public async Task About_somebody_who_was_forgotten_nobody_is_asked_and_the_case_goes_on()
    {
        await using var database = await DatabaseAsync();
        await using var host = await RegistersHost.StartAsync(database);
        Open(host);
        host.Neighbours.Citizens.Clear();

        await host.Bus.InvokeAsync(new JobRequested(Case, Job, "melderegister"));

        Assert.Equal("nicht-gefunden", ((FeelString)Assert.Single(host.Neighbours.Completed).Values.GetPath("resident.status")).Value);
        Assert.Empty(await database.RowsAsync("select * from register_log"));
    }

    [Fact]
    public async Task A_job_that_is_gone_is_asked_about_no_more()
    {
        await using var database = await DatabaseAsync();
        await using var host = await RegistersHost.StartAsync(database);
        Open(host);
        await host.SwitchAsync("down");
        await host.Bus.InvokeAsync(new CheckResidence(Case, Job, 4));
        host.Neighbours.Jobs.Clear();

        await host.Bus.InvokeAsync(new CheckResidence(Case, Job, 5));

        Assert.Equal((new RegisterWaiting("melderegister", 0, null), 1), (await WaitingAsync(host), (await database.RowsAsync("select id from register_log")).Count));
    }

    [Fact]
    public async Task Jobs_of_other_types_are_left_to_others()
    {
        await using var database = await DatabaseAsync();
        await using var host = await RegistersHost.StartAsync(database);
        Open(host);

        await host.Bus.InvokeAsync(new JobRequested(Case, Job, "post-queue"));

        Assert.Equal((0, 0), (host.Neighbours.Completed.Count, (await database.RowsAsync("select id from register_log")).Count));
    }

    private static async Task<RegistersDatabase> DatabaseAsync()
    {
        var database = new RegistersDatabase();
        await database.InitializeAsync();
        return database;
    }

    private static void Open(RegistersHost host) => host.Neighbours.Jobs[Job] =
        new(Case, Job, "melderegister", FeelContext.Empty, FeelContext.Empty, "resident-parking-permit", "33.52-2026/000417", Neighbours.Leyla);

    private static Task<RegisterWaiting> WaitingAsync(RegistersHost host) =>
        host.Bus.InvokeAsync<RegisterWaiting>(new GetRegisterWaiting("melderegister"));

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds()) await look.WaitForNextTickAsync(patience.Token);
    }
}
