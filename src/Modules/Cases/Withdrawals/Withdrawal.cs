using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>That the application was taken back. The case then ends without a decision.</summary>
[ObjectType]
internal sealed record Withdrawal(DateTimeOffset At, string Channel)
{
    /// <summary>The message to the process, and the name under which the procedure's status texts speak of it.</summary>
    public const string Message = "zurueckgenommen";
}

internal sealed partial record Case
{
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>An application is its applicant's until there is a decision; whether a procedure knows a way for it, its process says.</summary>
    public bool CanBeWithdrawn => !IsClosed && Notice is null && Withdrawal is null && IsWaitingFor(Withdrawal.Message);

    public Case Apply(ApplicationWithdrawn e) =>
        this with { Withdrawal = new Withdrawal(e.At, e.Channel), Question = Question is { IsOpen: true } ? Question with { OverAt = e.At } : Question };
}

/// <summary>How a withdrawal reached a clerk.</summary>
internal enum WithdrawalChannel { Counter, Phone, Paper }

[ExtendObjectType(typeof(CaseView))]
internal static class CaseWithdrawal
{
    [GraphQLDescription("Whether the application can still be taken back: it is undecided.")]
    public static bool CanBeWithdrawn([Parent] CaseView @case) => @case.State.CanBeWithdrawn;
    public static Withdrawal? Withdrawal([Parent] CaseView @case) => @case.State.Withdrawal;
}

[ExtendObjectType(typeof(MyCase))]
internal static class MyCaseWithdrawal
{
    [GraphQLDescription("Whether the application can still be taken back: it is undecided.")]
    public static bool CanBeWithdrawn([Parent] MyCase @case) => @case.State.CanBeWithdrawn;
    public static Withdrawal? Withdrawal([Parent] MyCase @case) => @case.State.Withdrawal;
}

[MutationType, Authorize]
internal static class WithdrawalMutations
{
    [GraphQLDescription("Takes back an undecided application. Applicants leave `channel` out; staff say how it reached them.")]
    [Error(typeof(CaseNotFound)), Error(typeof(WithdrawalOver))]
    public static Task<Outcome<ChangedCase>> WithdrawApplicationAsync(
        [ID] Guid caseId, WithdrawalChannel? channel, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation)
    {
        var how = !actor.IsStaff ? "portal" : (channel ?? WithdrawalChannel.Counter).ToString().ToLowerInvariant();
        return runner.ChangeAsync(new WithdrawApplication(new CaseId(caseId), how, actor), idempotencyKey, actor, cancellation);
    }
}
