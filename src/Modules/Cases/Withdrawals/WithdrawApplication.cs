using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>The applicant takes the application back before it was decided, in the portal or by telling a clerk.</summary>
/// <param name="Channel"><c>portal</c>, <c>counter</c>, <c>phone</c> or <c>paper</c>.</param>
internal sealed record WithdrawApplication(CaseId Case, string Channel, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class WithdrawApplicationHandler
{
    /// <summary>The process ends what it is doing and goes the way that its message <c>zurueckgenommen</c> begins.</summary>
    public static Decision Decide(WithdrawApplication command, Case? @case, Context context)
    {
        if (@case?.IsSpokenForBy(command.Actor) != true)
            return new CaseNotFound();
        if (@case.Withdrawal is not null)
            return Decision.Nothing;
        if (!@case.CanBeWithdrawn)
            return new WithdrawalOver();

        return Decision.Of(new ApplicationWithdrawn(command.Channel, command.Actor.Id, context.Now)).Then(
            new Trigger.DeliverMessage(
                Withdrawal.Message, command.Case.ToString(), Told(command, context.Now), command.Actor.IsStaff ? ValueOrigin.Clerk : ValueOrigin.Applicant),
            command.Actor.Id);
    }

    private static FeelContext Told(WithdrawApplication command, DateTimeOffset now) => FeelContext.Empty
        .With(DataNames.Withdrawal, FeelContext.Empty.With("am", new FeelDate(LegalTime.Day(now))).With("weg", command.Channel));
}
