using System.Globalization;
using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases.Tests;

/// <summary>Asked on Monday 23 November 2026: an answer is wanted by 7 December, and waited for until 21 December.</summary>
public sealed class QuestionTests : CasesTest
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Fact]
    public async Task A_question_goes_out_by_mail_and_the_service_target_rests_while_the_three_months_run()
    {
        var id = await AskAsync();

        var @case = await Host.CaseAsync(id);
        Assert.Equal((new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 21), true), (@case.Question!.AnswerBy, @case.Question.DecideAfter, @case.Question.IsOpen));
        Assert.Equal("message:antwort", @case.Step);
        Assert.Contains(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.send_mail|", StringComparison.Ordinal) && sent.Contains("question", StringComparison.Ordinal));
        Assert.Equal(
            """{"data":{"case":{"inactionFrom":"2027-02-24","question":{"isOpen":true,"answerBy":"2026-12-07"}}}}""",
            await Host.TellAsync("query($id: ID!) { case(id: $id) { inactionFrom question { isOpen answerBy } } }", People.Sabine, new { id = id.Value }));
        Assert.Equal(
            """{"data":{"myCase":{"isTargetResting":true,"question":{"text":"Wem gehört das Auto?","canBeExtended":true}}}}""",
            await Host.TellAsync("query($id: ID!) { myCase(id: $id) { isTargetResting question { text canBeExtended } } }", People.Leyla, new { id = id.Value }));
    }

    [Fact]
    public async Task An_answer_with_a_file_brings_the_case_back_and_adds_the_days_waited_to_the_target()
    {
        var id = await AskAsync();
        var target = (await Host.CaseAsync(id)).ServiceTarget;
        var file = Guid.CreateVersion7();
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.FromHours(1)));

        Assert.Null((await AnswerAsync(id, "Meiner Mutter.", null, file)).Why);
        await Host.WorkAsync(id);

        var @case = await Host.CaseAsync(id);
        Assert.Equal("Antrag entscheiden", @case.Step);
        // Monday to Wednesday: two working days.
        Assert.Equal(Periods.Office.Demonstration.WorkingDays.Add(target, 2), @case.ServiceTarget);
        Assert.Equal(@case.ServiceTarget.ToString("O", CultureInfo.InvariantCulture), @case.Text("fall.ziel"));
        Assert.Equal(("Meiner Mutter.", "applicant"), (@case.Text("rueckfrage.antwort"), @case.Process.OriginOf("rueckfrage.antwort")!.Origin));
        Assert.Contains(@case.Documents, document => document.File.Value == file && document.Name == "Brief.jpg");
        Assert.Equal("", @case.Text("entscheidung.ergebnis"));
        Assert.Equal((Outcome<ChangedCase>)new NothingAsked(), await AnswerAsync(id, "Noch etwas."));
    }

    [Fact]
    public async Task An_empty_answer_is_refused_at_its_field_and_a_stranger_has_no_such_case()
    {
        var id = await AskAsync();
        var version = await Host.VersionAsync(id);

        var invalid = Assert.IsType<FieldsInvalid>((await AnswerAsync(id, "")).Why);
        Assert.Equal(("rueckfrage.antwort", "Bitte antworten Sie."), (Assert.Single(invalid.Fields).Key, invalid.Fields[0].Message));
        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await Host.DoAsync(new AskForMoreTime(id, People.Karl.Actor()), People.Karl));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task More_time_is_given_once_and_a_reminder_comes_only_after_it()
    {
        var id = await AskAsync();

        Assert.Null((await Host.DoAsync(new AskForMoreTime(id, People.Leyla.Actor()), People.Leyla)).Why);

        var @case = await Host.CaseAsync(id);
        Assert.Equal((new DateOnly(2026, 12, 21), new DateOnly(2027, 1, 4)), (@case.Question!.AnswerBy, @case.Question.DecideAfter));
        Assert.Equal((Outcome<ChangedCase>)new AlreadyExtended(new DateOnly(2026, 12, 21)), await Host.DoAsync(new AskForMoreTime(id, People.Leyla.Actor()), People.Leyla));
        await FireAsync(id, "ueberfaellig");
        await Host.WorkAsync(id);
        Assert.NotNull((await Host.CaseAsync(id)).Question!.RemindedAt);
        Assert.Equal("message:antwort", (await Host.CaseAsync(id)).Step);
    }

    [Fact]
    public async Task Without_an_answer_the_file_is_decided_and_the_target_runs_again()
    {
        var id = await AskAsync();

        await FireAsync(id, "ausgeblieben");
        await Host.WorkAsync(id);

        var @case = await Host.CaseAsync(id);
        Assert.Equal(("Antrag entscheiden", false), (@case.Step, @case.Question!.IsOpen));
        Assert.True(@case.ServiceTarget > new DateOnly(2026, 12, 21));
        Assert.Equal((Outcome<ChangedCase>)new NothingAsked(), await AnswerAsync(id, "Zu spät."));
    }

    [Fact]
    public async Task The_day_that_the_clerk_names_is_told_and_a_clerk_writes_down_what_came_by_letter()
    {
        var id = await AskAsync("2026-12-11");
        Assert.Equal((new DateOnly(2026, 12, 11), new DateOnly(2026, 12, 28)), ((await Host.CaseAsync(id)).Question!.AnswerBy, (await Host.CaseAsync(id)).Question!.DecideAfter));

        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await AnswerAsync(id, "Von mir.", People.Olga));
        Assert.Null((await AnswerAsync(id, "Am Telefon: meiner Mutter.", People.Sabine)).Why);
        Assert.Equal("clerk", (await Host.CaseAsync(id)).Process.OriginOf("rueckfrage.antwort")!.Origin);
    }

    [Fact]
    public async Task A_named_day_off_gives_time_until_the_next_working_day()
    {
        var id = await AskAsync("2026-12-26"); // a Saturday, and a holiday

        Assert.Equal(new DateOnly(2026, 12, 28), (await Host.CaseAsync(id)).Question!.AnswerBy);
        Assert.Equal("2026-12-28", (await Host.CaseAsync(id)).Text("rueckfrage.frist"));
    }

    [Fact]
    public async Task More_time_counts_from_the_old_end_and_leaves_as_long_to_wait_as_before()
    {
        var id = await AskAsync("2027-03-12");
        Assert.Equal(new DateOnly(2027, 3, 30), (await Host.CaseAsync(id)).Question!.DecideAfter); // Good Friday, Easter

        Assert.Null((await Host.DoAsync(new AskForMoreTime(id, People.Leyla.Actor()), People.Leyla)).Why);

        // The new end is Good Friday and so the Tuesday after; the eighteen days waited on top count from there.
        var question = (await Host.CaseAsync(id)).Question!;
        Assert.Equal((new DateOnly(2027, 3, 30), new DateOnly(2027, 4, 19)), (question.AnswerBy, question.DecideAfter));
    }

    [Fact]
    public async Task Who_gave_no_address_is_asked_by_letter_and_has_the_days_of_the_post_on_top()
    {
        var application = CasesHost.Application(new CaseId(Guid.CreateVersion7()));
        var id = application.Case;
        var quiet = application.Values.Select(source => new OriginatedValues(source.Origin, source.Values.WithPath("antrag.email", FeelNull.Instance)));
        await Host.Bus.InvokeAsync<CaseStarted>(application with { Values = [.. quiet] }, new() { By = application.By.ToString() });
        await Host.Bus.InvokeAsync(new CompleteJob(id, await Host.JobAsync(id, "melderegister"), FeelContext.Empty.With("zone", "Gutenbergstraße"), "register:melderegister"));
        await AskAsync(id, null);

        Assert.Single(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.queue_for_post|", StringComparison.Ordinal));
        Assert.DoesNotContain(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.send_mail|", StringComparison.Ordinal));
        Assert.Equal(new DateOnly(2026, 12, 11), (await Host.CaseAsync(id)).Question!.AnswerBy); // posted on the 23rd, there on the 27th
    }

    [Fact]
    public async Task Where_no_mail_can_be_sent_the_question_goes_by_post_once()
    {
        var id = await AskAsync();
        var failed = new MailNotPossible((await Host.CaseAsync(id)).Question!.Id, id, MailTemplates.QuestionOpen, MailObstacles.Failed);

        await Host.Bus.InvokeAsync(failed);
        await Host.Bus.InvokeAsync(failed);

        Assert.Single(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.queue_for_post|", StringComparison.Ordinal));
        Assert.Single((await Host.CaseAsync(id)).Documents, document => document.Kind == "question");
    }

    [Fact]
    public async Task Where_no_mail_can_be_sent_the_fee_is_asked_for_by_post_once()
    {
        var id = await Host.OpenAsync();
        var failed = new MailNotPossible(Guid.CreateVersion7(), id, MailTemplates.PaymentOpen);

        await Host.Bus.InvokeAsync(failed);
        await Host.Bus.InvokeAsync(failed);

        Assert.Single(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.queue_for_post|", StringComparison.Ordinal));
        Assert.Single((await Host.CaseAsync(id)).Documents, document => document.Kind == "payment-request");
    }

    private async Task<CaseId> AskAsync(string? answerBy = null)
    {
        var id = await Host.OpenAsync();
        await AskAsync(id, answerBy);
        return id;
    }

    private async Task AskAsync(CaseId id, string? answerBy)
    {
        await Host.WorkAsync(id);
        var question = FeelContext.Empty.WithPath("entscheidung.ergebnis", "rueckfrage").WithPath("entscheidung.rueckfrage", "Wem gehört das Auto?")
            .WithPath("entscheidung.antwortBis", answerBy is null ? FeelNull.Instance : answerBy);
        Assert.Null((await Host.CompleteAsync(id, "entscheiden", People.Sabine, question)).Why);
        await Host.WorkAsync(id);
    }

    private Task<Outcome<ChangedCase>> AnswerAsync(CaseId id, string text, ClaimsPrincipal? by = null, params Guid[] files) => Host.DoAsync(
        new AnswerQuestion(id, (by ?? People.Leyla).Actor(), new Dictionary<string, IReadOnlyList<string>>
        {
            ["rueckfrage.antwort"] = [text],
            ["rueckfrage.dateien"] = [.. files.Select(file => file.ToString())],
        }, German), by ?? People.Leyla);

    private async Task FireAsync(CaseId id, string element)
    {
        var timer = (await Host.CaseAsync(id)).Process.OpenTimers.Values.Single(open => open.ElementId == element);
        Host.Clock.AdvanceTo(timer.DueAt);
        await Host.Bus.InvokeAsync(new FireTimer(id, timer.Timer));
    }
}
