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

/// <summary>The applicant takes the application back before it was decided, in the portal or by telling a clerk.</summary>
/// <param name="Channel"><c>portal</c>, <c>counter</c>, <c>phone</c> or <c>paper</c>.</param>
internal sealed record WithdrawApplication(CaseId Case, string Channel, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class WithdrawApplicationHandler
{
    /// <summary>The process ends what it is doing and goes the way that its message <c>zurueckgenommen</c> begins.</summary>
    public static async Task<(Outcome<ChangedCase>, OutgoingMessages)> HandleAsync(
        WithdrawApplication command, IDocumentSession session, CaseProcess process, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.IsSpokenForBy(command.Actor))
            return (new CaseNotFound(), []);
        if (@case.Withdrawal is not null)
            return (ChangedCase.By(stream), []);
        if (!@case.CanBeWithdrawn)
            return (new WithdrawalOver(), []);

        var now = time.GetUtcNow();
        stream.AppendOne(new ApplicationWithdrawn(command.Channel, command.Actor.Id, now));
        var told = FeelContext.Empty.With(DataNames.Withdrawal, FeelContext.Empty.With("am", new FeelDate(LegalTime.Day(now))).With("weg", command.Channel));
        var messages = await process.StepAsync(
            stream, new Trigger.DeliverMessage(
                Withdrawal.Message, command.Case.ToString(), told, command.Actor.IsStaff ? ValueOrigin.Clerk : ValueOrigin.Applicant),
            command.Actor.Id, cancellation);
        return (ChangedCase.By(stream), messages);
    }
}
