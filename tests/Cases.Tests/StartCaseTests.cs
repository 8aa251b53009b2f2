using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases.Tests;

public sealed class StartCaseTests : CasesTest
{
    [Fact]
    public async Task An_application_opens_a_case_with_its_bundle_and_asks_for_the_first_job()
    {
        var id = new CaseId(Guid.CreateVersion7());
        var file = Guid.CreateVersion7();
        var leyla = People.Leyla.Id();

        var started = await Host.Bus.InvokeAsync<CaseStarted>(CasesHost.Application(id) with { Files = [new AttachedFile(file, "Bestätigung.pdf", "attachment")] });

        var now = Host.Clock.GetUtcNow();
        var bundle = await Host.Bus.InvokeAsync<Bundle?>(new GetActiveBundle("permit"));
        Assert.Equal(new CaseStarted(id, "33.52-2026/000001", now), started);
        Assert.Equal(
            [
                new CaseOpened(id.Value, "33.52-2026/000001", "permit", bundle!.Hash, leyla, leyla, "portal", "33/5", "de", now, new DateOnly(2026, 11, 26)),
                new DocumentAdded(file, "Bestätigung.pdf", "attachment", leyla, now),
                new ProcessStarted("permit"),
            ],
            (await Host.SaidAsync(id, 0)).Take(3));
        var attached = Assert.Single(Host.Neighbours.Attached);
        Assert.Equal((id, leyla, "33/5", file), (attached.Case, attached.Owner, attached.Team, attached.Files.Single().Value));
        var job = await Host.JobAsync(id, "melderegister");
        Assert.Equal([$$"""cases.job_requested|2026-11-23 09:00|{"job": "{{job}}", "jobType": "melderegister"}"""], await CasesHost.SentAsync(Database, id));
    }

    [Fact]
    public async Task Every_value_keeps_where_it_came_from()
    {
        var id = await Host.OpenAsync();
        var process = (await Host.CaseAsync(id)).Process;

        Assert.Equal(
            ["antragsteller.vorname account", "antrag.kennzeichen applicant", "zone register:melderegister", "fall.aktenzeichen process"],
            new[] { "antragsteller.vorname", "antrag.kennzeichen", "zone", "fall.aktenzeichen" }.Select(path => $"{path} {process.OriginOf(path)?.Origin}"));
    }

    [Fact]
    public async Task A_value_chosen_from_an_expression_of_the_form_is_shown_by_its_label()
    {
        var application = CasesHost.Application(new CaseId(Guid.CreateVersion7()));
        await Host.Bus.InvokeAsync<CaseStarted>(application with
        {
            Values = [.. application.Values, new("applicant", FeelContext.Empty.WithPath("antrag.feiertag", "2026-12-26"))],
        });

        var fields = await Host.TellAsync("query($id: ID!) { case(id: $id) { fields { path text } } }", People.Sabine, new { id = application.Case.Value });

        Assert.Contains("""{"path":"antrag.feiertag","text":"2. Weihnachtstag"}""", fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_id_again_answers_with_the_first_result()
    {
        var id = new CaseId(Guid.CreateVersion7());
        var first = await Host.Bus.InvokeAsync<CaseStarted>(CasesHost.Application(id));
        var version = await Host.VersionAsync(id);
        Host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(first, await Host.Bus.InvokeAsync<CaseStarted>(CasesHost.Application(id, announcement: "post")));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task The_same_application_sent_many_times_at_once_is_one_case()
    {
        var id = new CaseId(Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Host.Bus.InvokeAsync<CaseStarted>(CasesHost.Application(id)))));

        Assert.Single(answers.Distinct());
        Assert.Single(await Host.EventsAsync(id), e => e.Data is CaseOpened);
        Assert.Single(await CasesHost.SentAsync(Database, id));
    }

    [Fact]
    public async Task Somebody_else_s_case_id_opens_nothing_and_tells_nothing()
    {
        var id = await Host.OpenAsync();
        var version = await Host.VersionAsync(id);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Host.Bus.InvokeAsync<CaseStarted>(CasesHost.Application(id, People.Karl)));
        Assert.Null(await Host.Bus.InvokeAsync<CaseStarted?>(new FindCase(id, People.Karl.Id())));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task What_is_personal_lies_encrypted_in_the_store()
    {
        var id = await Host.OpenAsync();

        var stored = string.Join('\n', await Database.RowsAsync($"select data::text from mt_events where stream_id = '{id}'"));

        Assert.DoesNotContain("Leyla", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("DO-LB 417", stored, StringComparison.Ordinal);
    }
}
