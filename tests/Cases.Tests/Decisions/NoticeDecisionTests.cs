using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using static Verwaltung.Cases.Tests.Decisions.GivenCase;

namespace Verwaltung.Cases.Tests.Decisions;

/// <summary>The notice lies in the mailbox from Monday 23 November 2026 on: its ten days end with Thursday 3 December.</summary>
public sealed class NoticeDecisionTests
{
    private static readonly Context Context = Given.Context();
    private static readonly Office Office = Office.Demonstration;
    private static readonly NoticePlaced Placed = new(Letter, Now);
    private static readonly NoticeProvided Provided = new(Letter, Now);
    private static readonly DateTimeOffset ProvisionEnds = new(2026, 12, 4, 0, 0, 0, TimeSpan.FromHours(1));
    private static readonly Trigger.CompleteJob Announced = new(OpenJob, FeelContext.Empty, ValueOrigin.Process);

    [Fact]
    public void A_posted_letter_is_notified_on_the_fourth_day()
    {
        var posted = new LetterPosted(Id, Letter, new DateOnly(2026, 11, 20), Pia);

        var decision = NotificationHandler.Decide(posted, Open(Issued), Office, Context);

        var reasons = Assert.IsType<NotificationDetermined>(decision.Events[1]).Reasons;
        Assert.NotEmpty(reasons);
        Assert.Equal(
            Decision.Of(
                new NoticePosted(Letter, new DateOnly(2026, 11, 20), Pia, Now),
                new NotificationDetermined(Letter, NotificationRule.PostInland, new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 24), reasons))
                .Deliver("aufgegeben") with
            { By = Pia.ToString() },
            decision);
        var again = Open(Issued, new NoticePosted(Letter, new DateOnly(2026, 11, 19), Pia, Now));
        Assert.Equal(Decision.Nothing, NotificationHandler.Decide(posted, again, Office, Context));
        Assert.Equal(Decision.Nothing, NotificationHandler.Decide(posted with { Notice = OpenJob }, Open(Issued), Office, Context));
        Assert.Equal(Decision.Nothing, NotificationHandler.Decide(posted, Open(), Office, Context));
        Assert.Equal(Decision.Nothing, NotificationHandler.Decide(posted, null, Office, Context));
    }

    [Fact]
    public void A_notice_is_opened_once_and_needs_no_mail_any_more()
    {
        var waiting = WithJob(CaseJobTypes.Mailbox, Issued, Placed);
        var decision = Retrieve(waiting);

        var determined = Assert.IsType<NotificationDetermined>(decision.Events[1]);
        Assert.Equal(Decision.Of(new NoticeRetrieved(Letter, Leyla.Id, Now), determined).Then(Announced).Deliver("abgerufen"), decision);
        Assert.Equal((new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 24)), (determined.NotifiedOn, determined.RemedyEnds));
        Assert.Equal([new CaseStep.Deliver("abgerufen")], Retrieve(Open(Issued, Placed, Provided)).Steps);
        Assert.Equal(Decision.Nothing, Retrieve(Open(Issued, Placed, new NoticeRetrieved(Letter, Leyla.Id, Now))));
    }

    [Fact]
    public void A_notice_is_opened_by_its_applicant_before_the_provision_ends()
    {
        var provided = Open(Issued, Placed, Provided);

        Assert.Equal<Decision>(new CaseNotFound(), Retrieve(null));
        Assert.Equal<Decision>(new CaseNotFound(), Retrieve(Open(Issued)));
        Assert.Equal<Decision>(new CaseNotFound(), Retrieve(provided, by: People.Karl.Id()));
        Assert.Equal<Decision>(new RetrievalOver(), Retrieve(Open(Issued, Placed, Provided, new NoticeLapsed(Letter, Now))));
        Assert.Equal<Decision>(new RetrievalOver(), Retrieve(provided, at: ProvisionEnds));
        Assert.Null(Retrieve(provided, at: ProvisionEnds.AddTicks(-1)).Why);
    }

    [Fact]
    public void The_ten_days_begin_with_the_mail_that_the_step_waits_for()
    {
        var sent = new MailSent(OpenJob, Id, MailTemplates.NoticeProvided, Now);
        var waiting = WithJob(CaseJobTypes.Mailbox, Issued, Placed);

        Assert.Equal(
            Decision.Of(Provided).Then(Announced).Schedule(new EndProvision(Id, Letter), ProvisionEnds), ProvisionHandler.Decide(sent, waiting, Office));
        Assert.Equal(Decision.Nothing, ProvisionHandler.Decide(sent with { Mail = Letter }, waiting, Office));
        Assert.Equal(Decision.Nothing, ProvisionHandler.Decide(sent, Open(Issued, Placed), Office));
        var opened = WithJob(CaseJobTypes.Mailbox, Issued, Placed, new NoticeRetrieved(Letter, Leyla.Id, Now));
        Assert.Equal(Decision.Nothing, ProvisionHandler.Decide(sent, opened, Office));
        Assert.Equal(Decision.Nothing, ProvisionHandler.Decide(sent, null, Office));
    }

    [Fact]
    public void What_nobody_opened_goes_by_post_when_the_provision_ends()
    {
        var command = new EndProvision(Id, Letter);
        var lapsed = new NoticeLapsed(Letter, Now);

        Assert.Equal(
            Decision.Of(lapsed, new NoticeQueuedForPost(Letter, Now)).Send(ByPost), ProvisionHandler.Decide(command, Open(Issued, Placed, Provided), Context));
        Assert.Equal(Decision.Nothing, ProvisionHandler.Decide(command, Open(Issued, Placed, Provided, lapsed), Context));
        Assert.Equal(Decision.Nothing, ProvisionHandler.Decide(command, Open(Issued, Placed), Context));
        Assert.Equal(Decision.Nothing, ProvisionHandler.Decide(command with { Notice = OpenJob }, Open(Issued, Placed, Provided), Context));
    }

    [Fact]
    public void A_notice_that_no_mail_announces_goes_by_post_at_once()
    {
        var failed = new MailNotPossible(OpenJob, Id, MailTemplates.NoticeProvided);
        var waiting = WithJob(CaseJobTypes.Mailbox, Issued, Placed);

        Assert.Equal(
            Decision.Of(new NoticeNotAnnounced(Letter, MailObstacles.NoAddress, Now), new NoticeQueuedForPost(Letter, Now)).Then(Announced).Send(ByPost),
            MailNotPossibleHandler.Decide(failed, waiting, null, Context));
        Assert.Equal(Decision.Nothing, MailNotPossibleHandler.Decide(failed with { Mail = Letter }, waiting, null, Context));
        Assert.Equal(Decision.Nothing, MailNotPossibleHandler.Decide(failed with { Template = MailTemplates.PaymentOpen }, waiting, null, Context));
        Assert.Equal(Decision.Nothing, MailNotPossibleHandler.Decide(failed, null, null, Context));
    }

    [Fact]
    public void A_letter_that_was_set_instead_of_a_mail_is_filed_and_posted()
    {
        var failed = new MailNotPossible(Letter, Id, MailTemplates.QuestionOpen);
        var added = new DocumentAdded(Letter, "Rückfrage.pdf", "question", Leyla.Id, Now);

        Assert.Equal(Decision.Of(added).Send(ByPost), MailNotPossibleHandler.Decide(failed, Open(Asked), new JobDone([added], [ByPost]), Context));
        Assert.Equal(Decision.Nothing, MailNotPossibleHandler.Decide(failed, Open(Asked, added), null, Context));
    }

    [Fact]
    public void A_letter_that_comes_back_has_notified_nobody()
    {
        var (day, back) = (new DateOnly(2026, 11, 17), new DateOnly(2026, 11, 20));
        var returned = new LetterReturned(Id, Letter, day, back, ReturnReasons.Moved, Pia);
        var posted = Open(Issued, new NoticePosted(Letter, day, Pia, Now));

        var decision = ReturnedNoticeHandler.Decide(returned, posted, Office, Context);

        var reasons = Assert.IsType<NotificationVoided>(decision.Events[1]).Reasons;
        Assert.Equal(
            Decision.Of(new NoticeReturned(Letter, back, ReturnReasons.Moved, Pia, Now), new NotificationVoided(Letter, NotificationRule.PostInland, reasons))
                with
            { By = Pia.ToString() },
            decision);
        Assert.Equal(Decision.Nothing, ReturnedNoticeHandler.Decide(returned with { PostedOn = back }, posted, Office, Context));
        Assert.Equal(Decision.Nothing, ReturnedNoticeHandler.Decide(returned, Open(Issued), Office, Context));
        Assert.Equal(Decision.Nothing, ReturnedNoticeHandler.Decide(returned, null, Office, Context));
        var other = Open(new DocumentAdded(Letter, "Rechnung.pdf", "payment-request", Leyla.Id, Now));
        Assert.Equal(
            Decision.Of(new LetterCameBack(Letter, back, ReturnReasons.Moved, Pia, Now)) with { By = Pia.ToString() },
            ReturnedNoticeHandler.Decide(returned, other, Office, Context));
    }

    [Fact]
    public void A_notice_that_came_back_is_posted_again()
    {
        var returned = Open(Issued, new NoticeReturned(Letter, new DateOnly(2026, 11, 20), ReturnReasons.Moved, Pia, Now));
        Decision Post(Case? @case, string? address, Actor actor) => ReturnedNoticeHandler.Decide(new PostNoticeAgain(Id, address, actor), @case, Context);
        Decision Sent(string? address) =>
            Decision.Of(new NoticeSentAgain(Letter, address, Sabine.Id, Now), new NoticeQueuedForPost(Letter, Now)).Send(ByPost);

        Assert.Equal(Sent("Hafenstraße 1\n44147 Dortmund"), Post(returned, " Hafenstraße 1\r\n44147 Dortmund ", Sabine));
        Assert.Equal(Sent(null), Post(returned, " ", Sabine));
        Assert.Equal<Decision>(new CaseNotFound(), Post(returned, null, Olga));
        Assert.Equal<Decision>(new CaseNotFound(), Post(null, null, Sabine));
        Assert.Equal<Decision>(new NoticeNotReturned(), Post(Open(Issued), null, Sabine));
        Assert.Equal<Decision>(new TextInvalid(2000), Post(returned, new string('x', 2001), Sabine));
    }

    private static Decision Retrieve(Case? @case, PersonId? by = null, DateTimeOffset? at = null) =>
        NotificationHandler.Decide(new RetrieveNotice(Id, by ?? Leyla.Id), @case, Office, Given.Context(at));
}
