using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using static Verwaltung.Cases.Tests.Decisions.GivenCase;

namespace Verwaltung.Cases.Tests.Decisions;

public sealed class FileDecisionTests
{
    private static readonly Context Context = Given.Context();

    [Fact]
    public void A_note_is_written_once()
    {
        var note = CountingIds.Id(1);
        Decision Add(Case? @case, Actor actor, string text = " Ruft zurück. ") => AddNoteHandler.Decide(new AddNote(Id, note, text, actor), @case, Context);
        var written = new NoteAdded(note, "Ruft zurück.", Sabine.Id, Now);

        Assert.Equal(Decision.Of(written), Add(Open(), Sabine));
        Assert.Equal(Decision.Of(written), Add(Closed(), Sabine));
        Assert.Equal(Decision.Nothing, Add(Open(written), Sabine));
        Assert.Equal<Decision>(new CaseNotFound(), Add(Open(), Olga));
        Assert.Equal<Decision>(new CaseNotFound(), Add(null, Sabine));
        Assert.Equal<Decision>(new TextInvalid(2000), Add(Open(written), Sabine, " "));
    }

    [Fact]
    public void A_follow_up_is_after_today_and_within_a_year()
    {
        Decision Set(Case? @case, DateOnly on, string text = " Nachsehen ") => FollowUpHandler.Decide(new SetFollowUp(Id, on, text, Sabine), @case, Context);
        var (tomorrow, inAYear) = (new DateOnly(2026, 11, 24), new DateOnly(2027, 11, 23));

        Assert.Equal(Decision.Of(new FollowUpSet(tomorrow, "Nachsehen", Sabine.Id, Now)), Set(Open(), tomorrow));
        Assert.Equal(Decision.Of(new FollowUpSet(inAYear, "Nachsehen", Sabine.Id, Now)), Set(Open(), inAYear));
        Assert.Equal<Decision>(new CaseNotFound(), Set(null, tomorrow));
        Assert.Equal<Decision>(new CaseClosed(), Set(Closed(), tomorrow.AddDays(-1)));
        Assert.Equal<Decision>(new DayInvalid(), Set(Open(), tomorrow.AddDays(-1)));
        Assert.Equal<Decision>(new DayInvalid(), Set(Open(), inAYear.AddDays(1)));
        Assert.Equal<Decision>(new TextInvalid(2000), Set(Open(), tomorrow, ""));
    }

    [Fact]
    public void A_follow_up_ends_once()
    {
        Decision End(Case? @case) => FollowUpHandler.Decide(new EndFollowUp(Id, Sabine), @case, Context);

        Assert.Equal(Decision.Of(new FollowUpDone(Sabine.Id, Now)), End(Open(new FollowUpSet(new DateOnly(2026, 11, 24), "Nachsehen", Emre.Id, Now))));
        Assert.Equal(Decision.Nothing, End(Open()));
        Assert.Equal<Decision>(new CaseNotFound(), End(null));
    }

    [Fact]
    public void A_document_is_filed_once()
    {
        var command = new FileDocument(Id, new AttachedFile(CountingIds.Id(1), "Quittung.pdf", "receipt"), Sabine.Id);
        var added = new DocumentAdded(CountingIds.Id(1), "Quittung.pdf", "receipt", Sabine.Id, Now);

        Assert.Equal(Decision.Of(added), FileDocumentHandler.Decide(command, Open(), Context));
        Assert.Equal(Decision.Nothing, FileDocumentHandler.Decide(command, Open(added), Context));
        Assert.Equal(Decision.Nothing, FileDocumentHandler.Decide(command, null, Context));
    }

    [Fact]
    public void That_the_applicant_was_forgotten_is_told_once()
    {
        var erased = new PersonalDataErased(Now);

        Assert.Equal(Decision.Of(erased), EraseCaseHandler.Decide(new EraseCase(Id), Open(), Context));
        Assert.Equal(Decision.Nothing, EraseCaseHandler.Decide(new EraseCase(Id), Open(erased), Context));
        Assert.Equal(Decision.Nothing, EraseCaseHandler.Decide(new EraseCase(Id), null, Context));
    }

    [Fact]
    public void An_undecided_application_is_taken_back_once()
    {
        Decision Withdraw(Case? @case, Actor actor) => WithdrawApplicationHandler.Decide(new WithdrawApplication(Id, "portal", actor), @case, Context);
        var withdrawn = new ApplicationWithdrawn("portal", Leyla.Id, Now);
        var told = FeelContext.Empty.WithPath("ruecknahme.am", new FeelDate(new DateOnly(2026, 11, 23))).WithPath("ruecknahme.weg", new FeelString("portal"));
        var awaited = Awaits("zurueckgenommen");

        Assert.Equal(
            Decision.Of(withdrawn).Then(new Trigger.DeliverMessage("zurueckgenommen", Id.ToString(), told, ValueOrigin.Applicant), Leyla.Id),
            Withdraw(Open(awaited), Leyla));
        Assert.Equal(Decision.Nothing, Withdraw(Open(awaited, withdrawn), Leyla));
        Assert.Equal<Decision>(new WithdrawalOver(), Withdraw(Open(), Leyla));
        Assert.Equal<Decision>(new WithdrawalOver(), Withdraw(Open(awaited, Issued), Leyla));
        Assert.Equal<Decision>(new CaseNotFound(), Withdraw(Open(awaited), People.Karl.Actor()));
        Assert.Equal<Decision>(new CaseNotFound(), Withdraw(Open(awaited), Olga));
    }
}
