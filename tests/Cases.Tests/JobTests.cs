using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Outcomes;
using Verwaltung.Workflow;

namespace Verwaltung.Cases.Tests;

public sealed class JobTests : CasesTest
{
    [Fact]
    public async Task A_job_finished_twice_is_finished_once()
    {
        var id = await Host.OpenAsync(ask: false);
        var done = new CompleteJob(id, await Host.JobAsync(id, "melderegister"), FeelContext.Empty.With("zone", "Nord"), "register:melderegister");
        await Host.Bus.InvokeAsync(done);
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(done with { Values = FeelContext.Empty.With("zone", "Süd") });

        Assert.Equal(version, await Host.VersionAsync(id));
        Assert.Null(await Host.Bus.InvokeAsync<Job?>(new GetJob(id, done.Job)));
    }

    [Fact]
    public async Task A_job_that_failed_for_good_stops_the_case_with_an_incident_until_it_is_retried()
    {
        var id = await Host.OpenAsync(ask: false);
        var job = await Host.JobAsync(id, "melderegister");
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(new FailJob(id, job, "Das Register kennt die Straße nicht."));

        var raised = Assert.IsType<IncidentRaised>((await Host.SaidAsync(id, version))[^1]);
        Assert.Equal(("register", "Job 'melderegister' failed and no retries are left: Das Register kennt die Straße nicht."), (raised.ElementId, raised.Message));
        Assert.Equal(["incident|waiting"], await Database.RowsAsync("select step, state from inbox"));

        version = await Host.VersionAsync(id);
        Assert.Null((await Host.DoAsync(new RetryIncident(id, raised.Incident, People.Otto.Actor()), People.Otto)).Why);
        Assert.Contains(new IncidentResolved(raised.Incident, People.Otto.Id().ToString()), await Host.SaidAsync(id, version));
        Assert.Equal(2, (await CasesHost.SentAsync(Database, id)).Count(sent => sent.StartsWith("cases.job_requested", StringComparison.Ordinal)));
        Assert.Equal(["job:melderegister|waiting"], await Database.RowsAsync("select step, state from inbox"));
        Assert.Equal((Outcome<ChangedCase>)new NothingToMend(), await Host.DoAsync(new RetryIncident(id, raised.Incident, People.Otto.Actor()), People.Otto));
    }

    [Fact]
    public async Task A_letter_that_cannot_be_written_is_an_incident_at_its_step_and_not_tried_for_ever()
    {
        var id = await Host.OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        var request = new JobRequested(id, await Host.JobAsync(id, "bescheid-entwerfen"), "bescheid-entwerfen");
        Host.Neighbours.LettersFault = new LetterTemplateException(3, "There is no value 'antrag.fabe'.");

        await Host.Bus.InvokeAsync(request);

        var incident = (await Host.CaseAsync(id)).Process.Incidents.Values.Single();
        Assert.Equal(
            ("entwerfen", "Job 'bescheid-entwerfen' failed and no retries are left: Line 3: There is no value 'antrag.fabe'."), (incident.ElementId, incident.Message));

        Host.Neighbours.LettersFault = null;
        await Host.DoAsync(new RetryIncident(id, incident.Incident, People.Thomas.Actor()), People.Thomas);
        await Host.WorkAsync(id);
        Assert.True((await Host.CaseAsync(id)).IsClosed);
    }

    [Fact]
    public async Task Letters_that_are_unavailable_now_leave_the_case_as_it_is_for_the_next_try()
    {
        var id = await Host.OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        var request = new JobRequested(id, await Host.JobAsync(id, "bescheid-entwerfen"), "bescheid-entwerfen");
        var version = await Host.VersionAsync(id);
        Host.Neighbours.LettersFault = new LettersUnavailableException("Node is missing.");

        await Assert.ThrowsAsync<LettersUnavailableException>(() => Host.Bus.InvokeAsync(request));
        Assert.Equal(version, await Host.VersionAsync(id));

        Host.Neighbours.LettersFault = null;
        await Host.WorkAsync(id);
        Assert.True((await Host.CaseAsync(id)).IsClosed);
    }

    [Fact]
    public async Task The_notice_is_drafted_part_by_part_and_signed_by_who_decided()
    {
        var id = await Host.DecideAsync();

        var @case = await Host.CaseAsync(id);
        var letter = Assert.Single(Host.Neighbours.Letters);
        Assert.Equal(("Sie bekommen den Ausweis.", "Sie wohnen in der Zone.", "bescheid"), (@case.Text("bescheid.tenor"), @case.Text("bescheid.gruende"), @case.Text("bescheid.vorlage")));
        Assert.Equal(
            (letter.Id, LetterKind.Letter, "Bescheid.pdf", new DateOnly(2026, 11, 23), "Sabine Kruse"),
            (@case.Issued.File, letter.Kind, letter.FileName, letter.Date, CaseData.Text(letter.Data.GetPath("unterschrift.name"))));
        Assert.Equal(("bewilligt", People.Sabine.Id()), (@case.Issued.Kind, @case.Issued.SignedBy));
    }

    [Fact]
    public async Task A_letter_job_delivered_again_writes_nothing_again()
    {
        var id = await Host.OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        var request = new JobRequested(id, await Host.JobAsync(id, "bescheid-entwerfen"), "bescheid-entwerfen");
        await Host.WorkAsync(id);
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(request);

        Assert.Equal(version, await Host.VersionAsync(id));
        Assert.Single(Host.Neighbours.Letters);
    }

    [Fact]
    public async Task A_timer_leaves_with_the_task_s_commit_and_after_the_end_it_changes_nothing()
    {
        var id = await Host.OpenAsync();
        var timer = (await Host.CaseAsync(id)).Process.OpenTimers.Values.Single();
        Assert.Contains($$"""cases.fire_timer|2026-11-26 09:00|{"timer": "{{timer.Timer}}"}""", await CasesHost.SentAsync(Database, id));

        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        await Host.WorkAsync(id);
        var version = await Host.VersionAsync(id);
        Host.Clock.Advance(TimeSpan.FromDays(3));
        await Host.Bus.InvokeAsync(new FireTimer(id, timer.Timer));

        Assert.True((await Host.CaseAsync(id)).IsClosed);
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task A_timer_in_time_is_noted_and_the_task_stays()
    {
        var id = await Host.OpenAsync();
        var task = await Host.TaskAsync(id, "entscheiden");
        var timer = (await Host.CaseAsync(id)).Process.OpenTimers.Values.Single().Timer;
        Host.Clock.Advance(TimeSpan.FromDays(3));

        await Host.Bus.InvokeAsync(new FireTimer(id, timer));
        var version = await Host.VersionAsync(id);
        await Host.Bus.InvokeAsync(new FireTimer(id, timer));

        Assert.Equal(task, await Host.TaskAsync(id, "entscheiden"));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task A_message_that_nobody_waits_for_and_a_case_that_there_is_not_change_nothing()
    {
        var id = await Host.OpenAsync();
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(new CorrelateMessage(id, "aufgegeben", FeelContext.Empty, "process"));
        await Host.Bus.InvokeAsync(new CorrelateMessage(new CaseId(Guid.CreateVersion7()), "aufgegeben", FeelContext.Empty, "process"));
        await Host.Bus.InvokeAsync(new FireTimer(id, Guid.CreateVersion7()));
        await Host.Bus.InvokeAsync(new FailJob(id, Guid.CreateVersion7(), "weg"));
        await Host.Bus.InvokeAsync(new ThrowJobError(id, Guid.CreateVersion7(), "WEG", "weg"));

        Assert.Equal(version, await Host.VersionAsync(id));
        Assert.Equal(["1"], await Database.RowsAsync("select count(*) from mt_streams"));
    }
}
