using Verwaltung.Events;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Workflow;

namespace Verwaltung.Cases.Tests;

public sealed class TaskTests : CasesTest
{
    [Fact]
    public async Task Claiming_says_who_has_the_task_and_nothing_else()
    {
        var (id, task) = await OpenAsync();
        var version = await Host.VersionAsync(id);

        var outcome = await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);

        Assert.Equal((Outcome<ChangedCase>)new ChangedCase(id.Value, version + 1), outcome);
        Assert.Equal([new TaskClaimed(task, People.Sabine.Id(), Host.Clock.GetUtcNow())], await Host.SaidAsync(id, version));
    }

    [Fact]
    public async Task Claiming_twice_changes_nothing_and_another_clerk_is_told_who_has_it()
    {
        var (id, task) = await OpenAsync();
        var first = await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);

        Assert.Equal(first, await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine));
        Assert.Equal(Refused(new TaskTaken("Sabine Kruse")), await Host.DoAsync(new ClaimTask(id, task, People.Emre.Actor()), People.Emre));
        Assert.Equal(Refused(new TaskTaken("Sabine Kruse")), await Host.CompleteAsync(id, "entscheiden", People.Emre, CasesHost.Decision("bewilligt")));
        Assert.Single(await Host.EventsAsync(id), e => e.Data is TaskClaimed);
    }

    [Fact]
    public async Task Two_clerks_who_claim_at_once_are_one_holder_and_one_who_is_told()
    {
        var (id, task) = await OpenAsync();

        var outcomes = await Task.WhenAll(new[] { People.Sabine, People.Emre }.Select(person => Task.Run(() => Host.DoAsync(new ClaimTask(id, task, person.Actor()), person))));

        var holder = People.NameOf((await Host.CaseAsync(id)).Claims[task]);
        Assert.Single(outcomes, outcome => outcome.Why is null);
        Assert.Equal(Refused(new TaskTaken(holder)), outcomes.Single(outcome => outcome.Why is not null));
    }

    [Fact]
    public async Task Giving_back_is_for_the_holder_and_the_team_lead()
    {
        var (id, task) = await OpenAsync();
        Assert.Equal(Refused(new TaskNotClaimed()), await Host.DoAsync(new ReleaseTask(id, task, People.Sabine.Actor()), People.Sabine));
        await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);
        Assert.Equal(Refused(new TaskTaken("Sabine Kruse")), await Host.DoAsync(new ReleaseTask(id, task, People.Emre.Actor()), People.Emre));
        var version = await Host.VersionAsync(id);

        Assert.Equal((Outcome<ChangedCase>)new ChangedCase(id.Value, version + 1), await Host.DoAsync(new ReleaseTask(id, task, People.Thomas.Actor()), People.Thomas));
        Assert.Equal([new TaskReleased(task, People.Thomas.Id(), Host.Clock.GetUtcNow())], await Host.SaidAsync(id, version));
    }

    [Fact]
    public async Task Completing_sets_the_values_of_the_form_and_moves_the_process_on()
    {
        var (id, task) = await OpenAsync();
        var version = await Host.VersionAsync(id);

        var outcome = await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt").WithPath("entscheidung.grund", "klar"));

        var events = await Host.EventsAsync(id, version);
        Assert.Equal((Outcome<ChangedCase>)new ChangedCase(id.Value, version + events.Count), outcome);
        Assert.Equal(
            "user_task_completed values_set timer_canceled element_completed flow_taken element_activated element_completed flow_taken element_activated element_completed flow_taken element_activated job_created".Split(' ').Order(),
            events.Select(e => e.EventTypeName).Order());
        Assert.Contains(new UserTaskCompleted(task, People.Sabine.Id().ToString()), events.Select(e => e.Data));
        Assert.Equal(
            new[] { ("entscheidung.ergebnis", "bewilligt"), ("entscheidung.grund", "klar") }
                .Select(value => new ValueSet(value.Item1, new FeelString(value.Item2), "clerk", People.Sabine.Id().ToString(), Host.Clock.GetUtcNow())),
            events.Select(e => e.Data).OfType<ValuesSet>().Single().Values);
        Assert.All(events, e => Assert.Equal(People.Sabine.Id().ToString(), e.By()));
    }

    [Fact]
    public async Task What_is_wrong_with_the_form_is_told_by_field_and_nothing_changes()
    {
        var (id, _) = await OpenAsync();
        var version = await Host.VersionAsync(id);

        var outcome = await Host.CompleteAsync(id, "entscheiden", People.Sabine,
            FeelContext.Empty.With("entscheidung", FeelContext.Empty.With("grund", "viel mehr als zwanzig Zeichen")));

        var invalid = Assert.IsType<FieldsInvalid>(outcome.Why);
        Assert.Equal(
            [("entscheidung.ergebnis", "choose", ""), ("entscheidung.grund", "maxLength", "20,29")],
            invalid.Fields.Select(field => (field.Key, field.Code, string.Join(',', field.Arguments))));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Theory]
    [InlineData("de", "Bitte kürzer.")]
    [InlineData("en", "Shorter, please.")]
    public async Task The_form_s_own_words_are_in_the_language_that_was_asked_for(string language, string words)
    {
        var (id, task) = await OpenAsync();
        const string Complete = "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { errors { ... on FieldsInvalid { fields { message } } } } }";
        var values = new { entscheidung = new { ergebnis = "bewilligt", grund = "viel mehr als zwanzig Zeichen" } };

        var answer = await Host.AskAsync(Complete, People.Sabine, new { input = new { caseId = id.Value, taskId = task, expectedVersion = await Host.VersionAsync(id), values, language } });

        Assert.Equal(words, (string)answer["data"]!["completeTask"]!["errors"]![0]!["fields"]![0]!["message"]!);
    }

    [Fact]
    public async Task Four_eyes_are_two_people_and_the_second_one_leads_the_team()
    {
        var (id, _) = await OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Thomas, CasesHost.Decision("abgelehnt"));
        var second = await Host.TaskAsync(id, "mitzeichnen");

        Assert.Equal(Refused(new FourEyes()), await Host.DoAsync(new ClaimTask(id, second, People.Thomas.Actor()), People.Thomas));
        Assert.Equal(Refused(new FourEyes()), await Host.CompleteAsync(id, "mitzeichnen", People.Thomas, FeelContext.Empty));
        Assert.Equal(Refused(new NotYourTask(RoleNames.TeamLead)), await Host.CompleteAsync(id, "mitzeichnen", People.Emre, FeelContext.Empty));
        var gerda = People.Staff(20, "Gerda Lang", ["33/5"], RoleNames.TeamLead);
        Assert.Null((await Host.CompleteAsync(id, "mitzeichnen", gerda, FeelContext.Empty)).Why);
        Assert.Equal(gerda.Id(), (await Host.CaseAsync(id)).CompletedBy["mitzeichnen"]);
    }

    [Fact]
    public async Task A_clerk_who_was_overtaken_is_told_who_did_what()
    {
        var (id, task) = await OpenAsync();
        var seen = await Host.VersionAsync(id);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        var version = await Host.VersionAsync(id);

        var outcome = await Host.DoAsync(
            new CompleteTask(id, task, seen, new TaskInput.Given(CasesHost.Decision("abgelehnt")), People.Emre.Actor()), People.Emre);

        Assert.Equal(Refused(new Overtaken("Sabine Kruse", "user_task_completed", Host.Clock.GetUtcNow())), outcome);
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task What_oneself_or_the_process_did_meanwhile_overtakes_nobody()
    {
        var (id, task) = await OpenAsync();
        var seen = await Host.VersionAsync(id);
        await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);
        Host.Clock.Advance(TimeSpan.FromDays(4));
        await Host.Bus.InvokeAsync(new FireTimer(id, (await Host.CaseAsync(id)).Process.OpenTimers.Values.Single().Timer));

        Assert.Null((await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"), version: seen)).Why);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(long.MaxValue)]
    public async Task A_version_that_the_case_does_not_have_yet_was_seen_by_nobody(long ahead)
    {
        var (id, task) = await OpenAsync();
        var version = await Host.VersionAsync(id);

        foreach (var seen in new[] { version + Math.Min(ahead, long.MaxValue - version), 0, -ahead })
            Assert.Equal(Refused(new UnknownVersion()), await Host.DoAsync(
                new CompleteTask(id, task, seen, new TaskInput.Given(CasesHost.Decision("bewilligt")), People.Sabine.Actor()), People.Sabine));

        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task A_finished_task_is_not_open_any_more()
    {
        var (id, task) = await OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        var version = await Host.VersionAsync(id);
        var again = new CompleteTask(id, task, version, new TaskInput.Given(CasesHost.Decision("bewilligt")), People.Sabine.Actor());

        Assert.Equal(Refused(new TaskNotOpen()), await Host.DoAsync(again, People.Sabine));
        Assert.Equal(Refused(new TaskNotOpen()), await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine));
        Assert.Equal(Refused(new TaskNotOpen()), await Host.DoAsync(new ReleaseTask(id, task, People.Sabine.Actor()), People.Sabine));
    }

    [Theory]
    [InlineData("of another team")]
    [InlineData("of nobody")]
    public async Task A_case_that_one_may_not_see_looks_like_none(string which)
    {
        var (id, task) = await OpenAsync();
        var (asked, person) = which == "of nobody" ? (new CaseId(Guid.CreateVersion7()), People.Sabine) : (id, People.Olga);
        var version = await Host.VersionAsync(id);

        Assert.Equal(
            Enumerable.Repeat(Refused(new CaseNotFound()), 4),
            [
                await Host.DoAsync(new ClaimTask(asked, task, person.Actor()), person),
                await Host.DoAsync(new ReleaseTask(asked, task, person.Actor()), person),
                await Host.DoAsync(new CompleteTask(asked, task, version, new TaskInput.Given(FeelContext.Empty), person.Actor()), person),
                await Host.DoAsync(new RetryIncident(asked, task, person.Actor()), person),
            ]);
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task The_same_key_again_returns_the_first_answer_be_it_accepted()
    {
        var (id, task) = await OpenAsync();
        var command = new CompleteTask(id, task, await Host.VersionAsync(id), new TaskInput.Given(CasesHost.Decision("bewilligt")), People.Sabine.Actor());

        var first = await Host.DoAsync(command, People.Sabine, key: "k1");
        var version = await Host.VersionAsync(id);

        Assert.Null(first.Why);
        Assert.Equal(first, await Host.DoAsync(command, People.Sabine, key: "k1"));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task Every_refusal_comes_back_from_the_store_as_it_was()
    {
        Refusal[] refusals =
        [
            new CaseNotFound(), new TaskNotOpen(), new NotYourTask(null), new NotYourTask("team-lead"), new TaskTaken("Sabine Kruse"), new TaskNotClaimed(), new FourEyes(),
            new Overtaken("Sabine Kruse", "user_task_completed", Host.Clock.GetUtcNow()), new UnknownVersion(), new NothingToMend(), new RetrievalOver(),
        ];
        foreach (var refusal in refusals)
        {
            var answers = new List<Outcome<ChangedCase>>();
            for (var time = 0; time < 2; time++)
                answers.Add(await Host.Bus.InvokeAsync<Outcome<ChangedCase>>(new Refuse(time == 0 ? refusal : new CaseNotFound()), new InvokeOptions { By = "b", IdempotencyKey = refusal.ToString() }));
            Assert.Equal([Refused(refusal), Refused(refusal)], answers);
        }
    }

    [Fact]
    public async Task The_same_key_again_returns_the_first_answer_be_it_about_fields()
    {
        var (id, task) = await OpenAsync();
        var version = await Host.VersionAsync(id);
        var answers = new List<FieldsInvalid>();
        foreach (var result in new[] { "vertagt", "bewilligt" })
            answers.Add(Assert.IsType<FieldsInvalid>((await Host.DoAsync(
                new CompleteTask(id, task, version, new TaskInput.Given(CasesHost.Decision(result)), People.Sabine.Actor()), People.Sabine, key: "k2")).Why));

        Assert.Equal(["entscheidung.ergebnis:option", "entscheidung.ergebnis:option"], answers.SelectMany(answer => answer.Fields.Select(field => $"{field.Key}:{field.Code}")));
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    private static Outcome<ChangedCase> Refused(Refusal why) => why;

    private async Task<(CaseId Id, Guid Task)> OpenAsync()
    {
        var id = await Host.OpenAsync();
        return (id, await Host.TaskAsync(id, "entscheiden"));
    }
}

/// <summary>Answers with a refusal.</summary>
internal sealed record Refuse(Refusal Why) : IAsk<Outcome<ChangedCase>>;

internal static class RefuseHandler
{
    public static Outcome<ChangedCase> Handle(Refuse command) => command.Why;
}
