using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Workflow;

namespace Verwaltung.Cases.Tests;

/// <summary>How the frame ends a job as its worker says; the worker leaves a row of its own, which shows what was one commit.</summary>
public sealed class JobFrameTests : CasesTest
{
    private const string Commits = """
        select count(*), count(distinct xmin)
        from (select xmin::text from asked union all select xmin::text from mt_events where type = 'job_completed') commits
        """;

    [Fact]
    public async Task A_worker_s_own_effects_and_the_job_s_end_are_one_commit()
    {
        var request = await RequestAsync((_, _) => Completed("Nord"));

        await Host.Bus.InvokeAsync(request);

        var @case = await Host.CaseAsync(request.Case);
        Assert.Equal(("Nord", 0), (@case.Text("zone"), @case.Process.OpenJobs.Count));
        Assert.Equal(["2|1"], await Database.RowsAsync(Commits));
    }

    [Fact]
    public async Task A_job_requested_again_is_not_done_again()
    {
        var request = await RequestAsync((_, _) => Completed("Nord"));
        await Host.Bus.InvokeAsync(request);
        var version = await Host.VersionAsync(request.Case);

        await Host.Bus.InvokeAsync(request);

        Assert.Equal(version, await Host.VersionAsync(request.Case));
        Assert.Equal(["1"], await Database.RowsAsync("select count(*) from asked"));
    }

    [Fact]
    public async Task A_worker_that_throws_leaves_nothing_and_the_message_is_tried_again()
    {
        var request = await RequestAsync((_, _) => throw new TimeoutException("Not now."));
        var version = await Host.VersionAsync(request.Case);

        await Assert.ThrowsAsync<TimeoutException>(() => Host.Bus.InvokeAsync(request));

        Assert.Equal(version, await Host.VersionAsync(request.Case));
        Assert.Equal(["0"], await Database.RowsAsync("select count(*) from asked"));
    }

    [Fact]
    public async Task A_job_that_is_ended_later_stays_open_with_what_the_worker_did()
    {
        var request = await RequestAsync((_, _) => new JobResult.Later());

        await Host.Bus.InvokeAsync(request);

        Assert.Equal(request.Job, await Host.JobAsync(request.Case, "melderegister"));
        Assert.Equal(["1"], await Database.RowsAsync("select count(*) from asked"));
    }

    [Fact]
    public async Task A_failure_is_an_incident_of_the_case()
    {
        var request = await RequestAsync((job, _) => JobResult.Failed.Expected(job, "zone", "a text"));

        await Host.Bus.InvokeAsync(request);

        Assert.Equal(
            ["Job 'melderegister' failed and no retries are left: Expected the input 'zone' of job 'melderegister' to be a text, but it is null."],
            await IncidentsAsync(request.Case));
    }

    [Fact]
    public async Task A_declared_error_is_thrown_into_the_process()
    {
        var request = await RequestAsync((_, _) => new JobResult.Error("VERZOGEN"));

        await Host.Bus.InvokeAsync(request);

        Assert.Equal(["Expected an error boundary event for code 'VERZOGEN' but found none."], await IncidentsAsync(request.Case));
    }

    [Fact]
    public async Task An_error_that_the_worker_does_not_declare_is_a_fault_of_the_program()
    {
        var request = await RequestAsync((_, _) => new JobResult.Error("ANDERS"));

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Host.Bus.InvokeAsync(request));

        Assert.Equal("Expected the worker of 'melderegister' to declare the error ANDERS before it ends with it.", fault.Message);
    }

    [Fact]
    public async Task A_commit_refused_by_a_declared_constraint_is_the_error_it_means()
    {
        var request = await RequestAsync((_, _) => Completed("Nord"), place: "Essen");

        await Host.Bus.InvokeAsync(request);

        Assert.Equal(["Expected an error boundary event for code 'AUSWAERTS' but found none."], await IncidentsAsync(request.Case));
        Assert.Equal(["0"], await Database.RowsAsync("select count(*) from asked"));
    }

    [Fact]
    public async Task Another_refusal_of_the_database_is_left_to_the_message_s_retries()
    {
        var request = await RequestAsync((_, _) => Completed("Nord"), place: "");
        var version = await Host.VersionAsync(request.Case);

        await Assert.ThrowsAsync<PostgresException>(() => Host.Bus.InvokeAsync(request));

        Assert.Equal(version, await Host.VersionAsync(request.Case));
    }

    private async Task<JobRequested> RequestAsync(Func<Job, IDocumentSession, JobResult> answer, string place = "Dortmund")
    {
        await Database.RowsAsync(
            "create table asked (place text, constraint only_here check (place <> 'Essen'), constraint somewhere check (place <> ''))");
        Host.Neighbours.Register = (job, session) =>
        {
            session.Enlist(new NpgsqlBatchCommand("insert into asked values ($1)") { Parameters = { new() { Value = place } } });
            return answer(job, session);
        };
        var id = await Host.OpenAsync(ask: false);
        return new(id, await Host.JobAsync(id, "melderegister"), "melderegister");
    }

    private async Task<IEnumerable<string>> IncidentsAsync(CaseId id) =>
        (await Host.CaseAsync(id)).Process.Incidents.Values.Select(incident => incident.Message);

    private static JobResult.Completed Completed(string zone) => new(FeelContext.Empty.With("zone", zone), ValueOrigin.Register("melderegister"));
}

/// <summary>What Registers would do for Cases; without an answer of the test the register does not answer for now.</summary>
[JobWorker("melderegister", "answers as the test says")]
[JobError("VERZOGEN", "The applicant has moved away."), JobError("AUSWAERTS", "The applicant lives elsewhere.", Constraint = "only_here")]
internal sealed record AskRegister(Job Job) : IAsk<JobResult>;

internal static class AskRegisterHandler
{
    public static JobResult Handle(AskRegister command, IDocumentSession session, Neighbours neighbours) =>
        neighbours.Register?.Invoke(command.Job, session) ?? new JobResult.Later();
}
