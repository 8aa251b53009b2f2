using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>The applicant needs more time for the answer: the period is extended once, from the end of the old one (§ 31(7) VwVfG, § 190 BGB).</summary>
internal sealed record AskForMoreTime(CaseId Case, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class AskForMoreTimeHandler
{
    private static readonly Period More = new(Days: 14);

    public static Decision Decide(AskForMoreTime command, Case? @case, Office office, Context context)
    {
        if (@case?.IsSpokenForBy(command.Actor) != true)
            return new CaseNotFound();
        if (@case.Question is not { IsOpen: true } question || !@case.IsWaitingFor(Question.MoreTime))
            return new NothingAsked();
        if (question.ExtendedAt is not null)
            return new AlreadyExtended(question.AnswerBy);

        var deadlines = new Deadlines(office.WorkingDays);
        var answerBy = deadlines.Extend(question.AnswerBy, More).LastDay;
        var given = new MoreTimeGiven(question.Id, answerBy, WaitedFor(question, answerBy, deadlines), command.Actor.Id, context.Now);
        return Decision.Of(given).Then(new Trigger.SetValues(Values(given), ValueOrigin.Process)).Deliver(Question.MoreTime);
    }

    /// <summary>As long after the new end as it was after the old one: extended by itself, it would lose the days by which the new end moved.</summary>
    private static DateOnly WaitedFor(Question question, DateOnly answerBy, Deadlines deadlines) =>
        deadlines.Compute(answerBy, new(Days: question.DecideAfter.DayNumber - question.AnswerBy.DayNumber)).LastDay;

    private static FeelContext Values(MoreTimeGiven given) => FeelContext.Empty
        .WithPath(DataNames.AnswerBy, new FeelDate(given.AnswerBy)).WithPath(DataNames.DecideAfter, new FeelDate(given.DecideAfter));
}
