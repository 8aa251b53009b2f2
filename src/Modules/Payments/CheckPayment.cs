using Marten;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Wolverine.Attributes;
using Wolverine;

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

    public static DeliveryMessage<CheckPayment> First(Guid payment, Guid attempt, DateTimeOffset now) =>
        new CheckPayment(payment, attempt, 1).ScheduledAt(now + Pauses[0]);

    public static async Task<PaymentChecked> HandleAsync(CheckRunning check, IDocumentSession session, IRunner runner, CancellationToken cancellation)
    {
        var payment = await session.Events.FetchLatest<Payment>(check.Payment, cancellation);
        return payment?.Running is { Transaction: not null } attempt
            ? await runner.InvokeAsync<PaymentChecked>(new CheckPayment(payment.Id, attempt.Id, 0), cancellation: cancellation)
            : new(true);
    }

    public static async Task<(PaymentChecked, OutgoingMessages)> HandleAsync(
        CheckPayment check, IDocumentSession session, PaymentProvider provider, IdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(check.Payment, cancellation);
        if (stream.Aggregate is not { } payment
            || payment.Find(check.Attempt) is not { Transaction: { } transaction } attempt
            || payment.Counted.Contains(transaction))
            return (new(true), []);

        var status = await provider.StatusAsync(transaction, cancellation);
        var now = time.GetUtcNow();
        var events = Decide(payment, attempt, status, ids.Next(), now);
        stream.AppendMany(events);
        return (new(status is not ProviderStatus.Unavailable), [.. Follow(check, attempt, events, now)]);
    }

    private static IReadOnlyList<object> Decide(Payment payment, Attempt attempt, ProviderStatus status, Guid refund, DateTimeOffset now) => status switch
    {
        ProviderStatus.Paid => new Money(payment.Cents, PaymentMethod.Online, attempt.Transaction!).For(payment, refund, now),
        _ when attempt.Outcome is not null => [],
        ProviderStatus.Ended(var outcome) => [new AttemptEnded(attempt.Id, outcome, now)],
        _ when now - attempt.BegunAt > Patience => [new AttemptEnded(attempt.Id, "unanswered", now)],
        _ => [],
    };

    private static IEnumerable<object> Follow(CheckPayment check, Attempt attempt, IReadOnlyList<object> events, DateTimeOffset now)
    {
        if (events is [PaymentReceived]) yield return new TellCase(check.Payment, 1);
        if (events is [] && check.Try > 0 && attempt.Outcome is null)
            yield return (check with { Try = check.Try + 1 }).ScheduledAt(now + Pauses[Math.Min(check.Try, Pauses.Length - 1)]);
    }
}
