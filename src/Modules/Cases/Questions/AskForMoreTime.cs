using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Workflow;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>The applicant needs more time for the answer: the period is extended once, from the end of the old one (§ 31(7) VwVfG, § 190 BGB).</summary>
internal sealed record AskForMoreTime(CaseId Case, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class AskForMoreTimeHandler
{
    private static readonly Period More = new(Days: 14);

    public static async Task<(Outcome<ChangedCase>, OutgoingMessages)> HandleAsync(
        AskForMoreTime command, IDocumentSession session, CaseProcess process, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.IsSpokenForBy(command.Actor))
            return (new CaseNotFound(), []);
        if (@case.Question is not { IsOpen: true } question || !@case.IsWaitingFor(Question.MoreTime))
            return (new NothingAsked(), []);
        if (question.ExtendedAt is not null)
            return (new AlreadyExtended(question.AnswerBy), []);

        var deadlines = new Deadlines(process.Office.WorkingDays);
        var answerBy = deadlines.Extend(question.AnswerBy, More).LastDay;
        var given = new MoreTimeGiven(question.Id, answerBy, WaitedFor(question, answerBy, deadlines), command.Actor.Id, time.GetUtcNow());
        stream.AppendOne(given);
        var (after, messages) = await process.StepAsync(stream, @case, new Trigger.SetValues(Values(given), ValueOrigin.Process), by: null, cancellation);
        messages.AddRange(await process.DeliverAsync(stream, after, Question.MoreTime, cancellation));
        return (ChangedCase.By(stream), messages);
    }

    /// <summary>As long after the new end as it was after the old one: extended by itself, it would lose the days by which the new end moved.</summary>
    private static DateOnly WaitedFor(Question question, DateOnly answerBy, Deadlines deadlines) =>
        deadlines.Compute(answerBy, new(Days: question.DecideAfter.DayNumber - question.AnswerBy.DayNumber)).LastDay;

    private static FeelContext Values(MoreTimeGiven given) => FeelContext.Empty
        .WithPath(DataNames.AnswerBy, new FeelDate(given.AnswerBy)).WithPath(DataNames.DecideAfter, new FeelDate(given.DecideAfter));
}
