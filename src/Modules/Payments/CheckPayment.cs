using Marten;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Wolverine.Attributes;

namespace Verwaltung.Payments;

/// <summary>
/// Asks the provider what came of an attempt: its status proves a payment, a redirect or a callback does not. Asked with growing pauses until
/// the answer is final.
/// </summary>
/// <param name="Try">Counts from 1; 0 is a single question beside the others, after a hint.</param>
[MessageIdentity("payments.check_payment")]
internal sealed record CheckPayment(Guid Payment, Guid Attempt, int Try) : IAsk<PaymentChecked>;

/// <summary>Asks once about all attempts of a payment that have no end yet.</summary>
internal sealed record CheckRunning(Guid Payment) : IAsk<PaymentChecked>;

/// <summary>Whether the provider answered at all.</summary>
internal sealed record PaymentChecked(bool IsAnswered);

internal static class CheckPaymentHandler
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(6),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    public static TimeSpan FirstPause => Pauses[0];

    public static async Task<PaymentChecked> HandleAsync(CheckRunning check, IDocumentSession session, IRunner runner, CancellationToken cancellation)
    {
        var payment = await session.Events.FetchLatest<Payment>(check.Payment, cancellation);
        return payment?.Running is { Transaction: not null } attempt
            ? await runner.InvokeAsync<PaymentChecked>(new CheckPayment(payment.Id, attempt.Id, 0), cancellation: cancellation)
            : new(true);
    }

    /// <returns>Null where there is nothing to ask.</returns>
    public static async Task<ProviderStatus?> LoadAsync(CheckPayment check, Payment? payment, PaymentProvider provider, CancellationToken cancellation) =>
        payment?.Find(check.Attempt) is { Transaction: { } transaction } && !payment.Counted.Contains(transaction)
            ? await provider.StatusAsync(transaction, cancellation)
            : null;

    public static Decision Decide(CheckPayment check, Payment? payment, ProviderStatus? status, Context context)
    {
        if (status is null || payment?.Find(check.Attempt) is not { } attempt) return Decision.Nothing.Answering(new PaymentChecked(true));
        var decision = Decision.Of(Events(payment, attempt, status, context)).Answering(new PaymentChecked(status is not ProviderStatus.Unavailable));
        return decision.Events switch
        {
            [PaymentReceived] => decision.Send(new TellCase(check.Payment, 1)),
            [] when check.Try > 0 && attempt.Outcome is null => decision.Schedule(
                check with { Try = check.Try + 1 }, context.Now + Pauses[Math.Min(check.Try, Pauses.Length - 1)]),
            _ => decision,
        };
    }

    private static IReadOnlyList<object> Events(Payment payment, Attempt attempt, ProviderStatus status, Context context) => status switch
    {
        ProviderStatus.Paid => new Money(payment.Cents, PaymentMethod.Online, attempt.Transaction!).For(payment, context.NextId(), context.Now),
        _ when attempt.Outcome is not null => [],
        ProviderStatus.Ended(var outcome) => [new AttemptEnded(attempt.Id, outcome, context.Now)],
        _ when context.Now - attempt.BegunAt > Patience => [new AttemptEnded(attempt.Id, "unanswered", context.Now)],
        _ => [],
    };
}
