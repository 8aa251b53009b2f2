using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases.Tests;

/// <summary>Calendar of the examples: 24 November 2026 is a Tuesday; 26 December a Saturday, 1 January 2027 a Friday.</summary>
public sealed class NotificationTests : CasesTest
{
    internal override DateTimeOffset? Now => new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_posted_letter_counts_as_notified_on_the_fourth_day_even_if_a_saturday()
    {
        var id = await Host.DecideAsync("post");
        var notice = (await Host.CaseAsync(id)).Issued;
        Assert.Contains(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.queue_for_post|2026-11-20 10:00|", StringComparison.Ordinal));
        var version = await Host.VersionAsync(id);
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

        await Host.Bus.InvokeAsync(new LetterPosted(id, notice.Id, new DateOnly(2026, 11, 24), People.Pia.Id()));

        var said = await Host.SaidAsync(id, version);
        Assert.Equal(new NoticePosted(notice.Id, new DateOnly(2026, 11, 24), People.Pia.Id(), Host.Clock.GetUtcNow()), said[0]);
        var determined = Assert.IsType<NotificationDetermined>(said[1]);
        Assert.Equal((new DateOnly(2026, 11, 28), new DateOnly(2026, 12, 28)), (determined.NotifiedOn, determined.RemedyEnds));
        Assert.NotEmpty(determined.Reasons);
        Assert.True((await Host.CaseAsync(id)).IsClosed);
        Assert.Contains("Pia Post", await Host.TellAsync("query($id: ID!) { case(id: $id) { timeline { kind byName } } }", People.Sabine, new { id = id.Value }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_confirmed_twice_counts_from_the_first_time()
    {
        var id = await Host.DecideAsync("post");
        var posted = new LetterPosted(id, (await Host.CaseAsync(id)).Issued.Id, new DateOnly(2026, 11, 24), People.Pia.Id());
        await Host.Bus.InvokeAsync(posted);
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(posted with { PostedOn = new DateOnly(2026, 11, 26) });
        await Host.Bus.InvokeAsync(posted with { Notice = Guid.CreateVersion7() });

        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task A_retrieved_notice_counts_as_notified_on_the_day_after()
    {
        var id = await Host.DecideAsync();
        var notice = (await Host.CaseAsync(id)).Issued;
        var version = await Host.VersionAsync(id);
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 30, 20, 0, 0, TimeSpan.Zero));

        Assert.Null((await RetrieveAsync(id)).Why);

        var said = await Host.SaidAsync(id, version);
        Assert.Equal(new NoticeRetrieved(notice.Id, People.Leyla.Id(), Host.Clock.GetUtcNow()), said[0]);
        var determined = Assert.IsType<NotificationDetermined>(said[1]);
        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2027, 1, 4)), (determined.NotifiedOn, determined.RemedyEnds));
        Assert.Equal("Deshalb endet die Frist erst mit Ablauf des nächsten Werktags, Mo 04.01.2027 (§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO).", determined.Reasons[^1]);

        version = await Host.VersionAsync(id);
        Assert.Null((await RetrieveAsync(id)).Why);
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task Only_the_applicant_opens_the_notice_and_only_one_that_is_there()
    {
        var open = await Host.OpenAsync();
        var id = await Host.DecideAsync();
        var version = await Host.VersionAsync(id);

        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await RetrieveAsync(open));
        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await Host.DoAsync(new RetrieveNotice(id, People.Karl.Id()), People.Karl));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task What_nobody_retrieved_in_ten_days_notifies_nobody_and_goes_by_post_by_itself()
    {
        var id = await Host.DecideAsync();
        var notice = (await Host.CaseAsync(id)).Issued;
        // Provided on Friday 20 November: the tenth day is Monday 30 November.
        Assert.Contains($$"""cases.end_provision|2026-12-01 00:00|{"notice": "{{notice.Id}}"}""", await CasesHost.SentAsync(Database, id));
        var version = await Host.VersionAsync(id);
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(1)));

        await Host.Bus.InvokeAsync(new EndProvision(id, notice.Id));
        await Host.Bus.InvokeAsync(new EndProvision(id, notice.Id));

        var now = Host.Clock.GetUtcNow();
        Assert.Equal([new NoticeLapsed(notice.Id, now), new NoticeQueuedForPost(notice.Id, now)], await Host.SaidAsync(id, version));
        Assert.Single(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.queue_for_post|", StringComparison.Ordinal));
        Assert.Equal((Outcome<ChangedCase>)new RetrievalOver(), await RetrieveAsync(id));
        Assert.Equal(
            """{"data":{"myCase":{"noticeComesByPost":true,"notice":null,"documents":[]}}}""",
            await Host.TellAsync("query($id: ID!) { myCase(id: $id) { noticeComesByPost notice { kind } documents { name } } }", People.Leyla, new { id = id.Value }));

        await Host.Bus.InvokeAsync(new LetterPosted(id, notice.Id, new DateOnly(2026, 12, 2), People.Pia.Id()));
        var @case = await Host.CaseAsync(id);
        Assert.Equal((new DateOnly(2026, 12, 6), new DateOnly(2027, 1, 6)), (@case.Issued.NotifiedOn, @case.Issued.RemedyEnds));
    }

    [Fact]
    public async Task A_retrieval_in_time_ends_the_provision_without_post()
    {
        var id = await Host.DecideAsync();
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.FromHours(1)));
        Assert.Null((await RetrieveAsync(id)).Why);
        var version = await Host.VersionAsync(id);
        Host.Clock.Advance(TimeSpan.FromSeconds(1));

        await Host.Bus.InvokeAsync(new EndProvision(id, (await Host.CaseAsync(id)).Issued.Id));

        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task A_retrieval_after_the_tenth_day_is_refused_even_before_the_timer_was_heard()
    {
        var id = await Host.DecideAsync();
        var version = await Host.VersionAsync(id);
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(1)));

        Assert.Equal((Outcome<ChangedCase>)new RetrievalOver(), await RetrieveAsync(id));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task The_ten_days_run_from_the_mail_and_the_step_waits_for_it()
    {
        var id = await Host.DecideAsync(mailed: false);
        var notice = (await Host.CaseAsync(id)).Issued;
        var job = await Host.JobAsync(id, CaseJobTypes.Mailbox);
        Assert.Equal((Host.Clock.GetUtcNow(), null, false), (notice.PlacedAt, notice.ProvidedAt, (await Host.CaseAsync(id)).IsClosed));
        Assert.DoesNotContain(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("cases.end_provision", StringComparison.Ordinal));
        await Host.Bus.InvokeAsync(new JobRequested(id, job, CaseJobTypes.Mailbox));
        Assert.Single(await CasesHost.SentAsync(Database, id), sent => sent.Contains(job.ToString(), StringComparison.Ordinal) && sent.StartsWith("documents.send_mail", StringComparison.Ordinal));
        var version = await Host.VersionAsync(id);
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

        var sent = new MailSent(job, id, MailTemplates.NoticeProvided, Host.Clock.GetUtcNow());
        await Host.Bus.InvokeAsync(sent);
        await Host.Bus.InvokeAsync(sent);

        Assert.Equal([new NoticeProvided(notice.Id, sent.At)], (await Host.SaidAsync(id, version)).OfType<NoticeProvided>());
        Assert.True((await Host.CaseAsync(id)).IsClosed);
        Assert.Contains($$"""cases.end_provision|2026-12-05 00:00|{"notice": "{{notice.Id}}"}""", await CasesHost.SentAsync(Database, id));
    }

    [Theory]
    [InlineData(MailObstacles.NoAddress)]
    [InlineData(MailObstacles.Failed)]
    public async Task Where_no_mail_can_be_sent_no_period_begins_and_the_notice_goes_by_post(string obstacle)
    {
        var id = await Host.DecideAsync(mailed: false);
        var notice = (await Host.CaseAsync(id)).Issued;
        var failed = new MailNotPossible(await Host.JobAsync(id, CaseJobTypes.Mailbox), id, MailTemplates.NoticeProvided, obstacle);
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(failed);
        await Host.Bus.InvokeAsync(failed);
        await Host.Bus.InvokeAsync(new MailSent(failed.Mail, id, MailTemplates.NoticeProvided, Host.Clock.GetUtcNow()));

        var now = Host.Clock.GetUtcNow();
        Assert.Equal([new NoticeNotAnnounced(notice.Id, obstacle, now), new NoticeQueuedForPost(notice.Id, now)], (await Host.SaidAsync(id, version)).Take(2));
        Assert.True((await Host.CaseAsync(id)).IsClosed);
        var sent = await CasesHost.SentAsync(Database, id);
        Assert.Single(sent, message => message.StartsWith("documents.queue_for_post|", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, message => message.StartsWith("cases.end_provision", StringComparison.Ordinal));
        Assert.Equal((Outcome<ChangedCase>)new RetrievalOver(), await RetrieveAsync(id));
        Assert.Contains(
            $$"""{"kind":"notice_not_announced","subject":"{{obstacle}}"}""",
            await Host.TellAsync("query($id: ID!) { case(id: $id) { timeline { kind subject } } }", People.Sabine, new { id = id.Value }), StringComparison.Ordinal);

        await Host.Bus.InvokeAsync(new LetterPosted(id, notice.Id, new DateOnly(2026, 11, 24), People.Pia.Id()));
        Assert.Equal(new DateOnly(2026, 11, 28), (await Host.CaseAsync(id)).Issued.NotifiedOn);
    }

    [Fact]
    public async Task A_notice_opened_before_the_mail_was_sent_is_notified_and_needs_no_mail()
    {
        var id = await Host.DecideAsync(mailed: false);
        var job = await Host.JobAsync(id, CaseJobTypes.Mailbox);
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.Zero));

        Assert.Null((await RetrieveAsync(id)).Why);

        var @case = await Host.CaseAsync(id);
        Assert.Equal((true, new DateOnly(2026, 12, 21)), (@case.IsClosed, @case.Issued.NotifiedOn));
        var version = await Host.VersionAsync(id);
        await Host.Bus.InvokeAsync(new MailSent(job, id, MailTemplates.NoticeProvided, Host.Clock.GetUtcNow()));
        await Host.Bus.InvokeAsync(new MailNotPossible(job, id, MailTemplates.NoticeProvided, MailObstacles.Failed));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task Mails_about_anything_else_change_no_case()
    {
        var id = await Host.DecideAsync(mailed: false);
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(new MailSent(Guid.CreateVersion7(), id, MailTemplates.Received, Host.Clock.GetUtcNow()));
        await Host.Bus.InvokeAsync(new MailNotPossible(Guid.CreateVersion7(), id, MailTemplates.Received));
        await Host.Bus.InvokeAsync(new MailNotPossible(Guid.CreateVersion7(), new CaseId(Guid.CreateVersion7()), MailTemplates.Received));

        Assert.Equal(version, await Host.VersionAsync(id));
    }

    private Task<Outcome<ChangedCase>> RetrieveAsync(CaseId id) => Host.DoAsync(new RetrieveNotice(id, People.Leyla.Id()), People.Leyla);
}
