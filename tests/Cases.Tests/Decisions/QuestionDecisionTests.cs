using System.Globalization;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using static Verwaltung.Cases.Tests.Decisions.GivenCase;

namespace Verwaltung.Cases.Tests.Decisions;

public sealed class QuestionDecisionTests
{
    private static readonly Context Context = Given.Context();
    private static readonly FileId File = new(CountingIds.Id(1));
    private static readonly AnswerForm Form = new(FormReader.Read("""
        {
          "id": "antwort", "type": "default", "schemaVersion": 18,
          "components": [
            { "type": "textarea", "id": "antwort", "key": "rueckfrage.antwort", "label": "Antwort", "validate": { "required": true } },
            { "type": "filepicker", "id": "dateien", "key": "rueckfrage.dateien", "label": "Dateien", "multiple": true }
          ]
        }
        """, "antwort.form").Form!, [new StoredFile(File, "Brief.pdf", "application/pdf", 1, "")]);

    [Fact]
    public void An_answer_with_a_file_is_one_commit_with_its_values_and_the_message()
    {
        var asked = Open(Asked, Awaits("antwort"));
        var values = FeelContext.Empty.WithPath("rueckfrage.antwort", new FeelString("Meiner Mutter."));

        Assert.Equal(
            Decision.Of(new QuestionAnswered(QuestionId, Leyla.Id, Now), new DocumentAdded(File.Value, "Brief.pdf", "attachment", Leyla.Id, Now))
                .Do(new AttachFiles(Id, Leyla.Id, "33/5", [File]))
                .Then(
                    new Trigger.SetValues(values.WithPath("rueckfrage.dateien", FeelList.From([new FeelString(File.ToString())])), ValueOrigin.Applicant),
                    Leyla.Id)
                .Deliver("antwort"),
            Answer(asked, Leyla, Form, "Meiner Mutter.", File.ToString()), Whole.Same);
        Assert.Equal(
            Decision.Of(new QuestionAnswered(QuestionId, Sabine.Id, Now))
                .Then(new Trigger.SetValues(values.WithPath("rueckfrage.dateien", FeelList.Empty), ValueOrigin.Clerk), Sabine.Id)
                .Deliver("antwort"),
            Answer(asked, Sabine, Form, "Meiner Mutter."), Whole.Same);
    }

    [Fact]
    public void An_answer_needs_a_question_that_waits_for_it()
    {
        var asked = Open(Asked, Awaits("antwort"));

        Assert.Equal<Decision>(new CaseNotFound(), Answer(null, Leyla, null, "Ja."));
        Assert.Equal<Decision>(new CaseNotFound(), Answer(asked, People.Karl.Actor(), null, "Ja."));
        Assert.Equal<Decision>(new NothingAsked(), Answer(Open(Asked), Leyla, null, "Ja."));
        Assert.Equal<Decision>(
            new NothingAsked(), Answer(Open(Asked, Awaits("antwort"), new ServiceTargetResumed(QuestionId, Asked.AnswerBy, 1, Now)), Leyla, null, "Ja."));
        Assert.Equal<Decision>(
            new FieldsInvalid([new FieldFault("rueckfrage.antwort", "required", [], null)]), Answer(asked, Leyla, Form, ""), Whole.Same);
    }

    [Fact]
    public void More_time_is_given_once_for_each_question()
    {
        var asked = Open(Asked, Awaits("mehr-zeit"));
        Decision Ask(Case? @case, Actor actor) => AskForMoreTimeHandler.Decide(new AskForMoreTime(Id, actor), @case, Office.Demonstration, Context);
        var given = new MoreTimeGiven(QuestionId, new DateOnly(2026, 12, 21), new DateOnly(2027, 1, 4), Leyla.Id, Now);
        var values = FeelContext.Empty.WithPath("rueckfrage.frist", new FeelDate(given.AnswerBy)).WithPath("rueckfrage.ende", new FeelDate(given.DecideAfter));

        Assert.Equal(Decision.Of(given).Then(new Trigger.SetValues(values, ValueOrigin.Process)).Deliver("mehr-zeit"), Ask(asked, Leyla));
        Assert.Equal<Decision>(new AlreadyExtended(given.AnswerBy), Ask(Open(Asked, Awaits("mehr-zeit"), given), Leyla));
        Assert.Equal<Decision>(new NothingAsked(), Ask(Open(Awaits("mehr-zeit")), Leyla));
        Assert.Equal<Decision>(new NothingAsked(), Ask(Open(Asked), Leyla));
        Assert.Equal<Decision>(new CaseNotFound(), Ask(asked, Olga));
    }

    private static Decision Answer(Case? @case, Actor actor, AnswerForm? form, string text, params IReadOnlyList<string> files) => AnswerQuestionHandler.Decide(
        new AnswerQuestion(
            Id, actor, new Dictionary<string, IReadOnlyList<string>> { ["rueckfrage.antwort"] = [text], ["rueckfrage.dateien"] = files },
            CultureInfo.GetCultureInfo("de-DE")),
        @case, form, Office.Demonstration, Context);
}
