using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Payments;

/// <summary>How people pay at a counter.</summary>
internal enum CounterMethod
{
    Cash,
    Card,
}

/// <summary>Where the payer goes now.</summary>
[ObjectType]
internal sealed record StartedPayment(string RedirectUrl);

[MutationType, Authorize]
internal static class PaymentMutations
{
    [GraphQLDescription(
        "Opens the payment at the provider, or the page that is open already, and says where it is. "
        + "Coming back from there proves nothing: look at the payment's state.")]
    [Error(typeof(PaymentNotFound)), Error(typeof(AlreadyPaid)), Error(typeof(NothingToPay))]
    [Error(typeof(PaymentBeingPrepared)), Error(typeof(ProviderUnavailable))]
    public static async Task<Outcome<StartedPayment>> StartPaymentAsync(
        [ID] Guid caseId, Actor actor, PaymentRights rights, OnlinePayment online, CancellationToken cancellation)
    {
        if (await rights.FindAsync(caseId, actor, cancellation) is not { } payment || payment.Payer != actor.Id)
            return new PaymentNotFound();
        return await online.StartAsync(payment.Id, cancellation) switch
        {
            { Why: { } why } => why,
            { Value: BeginningAttempt.Ready ready } => new StartedPayment(ready.RedirectUrl),
            var other => throw new InvalidOperationException($"Expected a page or a refusal, but found {other}."),
        };
    }

    [GraphQLDescription("Takes the fee at the counter, in cash or by card, and writes a receipt. The same `receiptId` again changes nothing.")]
    [Error(typeof(PaymentNotFound)), Error(typeof(AlreadyPaid)), Error(typeof(NothingToPay))]
    public static Task<Outcome<PaymentView>> TakeCashPaymentAsync(
        [ID] Guid caseId, CounterMethod method, [ID] Guid receiptId, Actor actor,
        PaymentRights rights, Counter counter, [Service] PaymentSettings settings, CancellationToken cancellation) => ActAsync(
        caseId, actor, rights, settings,
        payment => counter.TakeAsync(
            new(payment, method == CounterMethod.Cash ? PaymentMethod.Cash : PaymentMethod.Card, receiptId, actor.Id), cancellation),
        cancellation);

    [GraphQLDescription("Sends a paid fee back, whole or in part; the cash office does it. The same `refundId` again changes nothing.")]
    [Error(typeof(PaymentNotFound)), Error(typeof(NothingToRefund))]
    public static Task<Outcome<PaymentView>> RequestRefundAsync(
        [ID] Guid caseId, [ID] Guid refundId, decimal? amount, RefundReason reason, Actor actor,
        PaymentRights rights, IRunner runner, [Service] PaymentSettings settings, CancellationToken cancellation) => ActAsync(
        caseId, actor, rights, settings,
        payment => runner.ActAsync(new RequestRefund(payment, refundId, Cents.Of(amount), reason, actor.Id), actor, cancellation),
        cancellation);

    private static async Task<Outcome<PaymentView>> ActAsync(
        Guid caseId, Actor actor, PaymentRights rights, PaymentSettings settings, Func<Guid, Task<Outcome<Done>>> act, CancellationToken cancellation)
    {
        if (await rights.FindToActAsync(caseId, actor, cancellation) is not { } payment) return new PaymentNotFound();
        return (await act(payment.Id)).Why is { } refusal
            ? refusal
            : PaymentView.Of((await rights.ReadAsync(payment.Id, cancellation))!, settings);
    }
}
