using Marten;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Outcomes;
using Wolverine;

namespace Verwaltung.Payments;

/// <summary>Notes that somebody wants to pay online.</summary>
internal sealed record BeginAttempt(Guid Payment) : IAsk<Outcome<BeginningAttempt>>;

/// <summary>What the provider said to an attempt.</summary>
internal sealed record RecordOrder(Guid Payment, Guid Attempt, ProviderOrder Order) : IAsk<Outcome<BeginningAttempt>>;

/// <summary>Where the attempt stands. A closed set.</summary>
internal abstract record BeginningAttempt
{
    private BeginningAttempt() { }

    /// <summary>The provider is to be asked for a transaction.</summary>
    internal sealed record Begun(Payment Payment, Guid Attempt) : BeginningAttempt;
    internal sealed record Ready(string RedirectUrl) : BeginningAttempt;
}

/// <summary>
/// Brings the payer to the provider. There is one running attempt at a time: pressed twice, or from two windows, the same page is opened,
/// and another attempt is begun only when the provider says that the last one came to nothing.
/// </summary>
internal sealed class OnlinePayment(IRunner runner, PaymentProvider provider)
{
    public async Task<Outcome<BeginningAttempt>> StartAsync(Guid payment, CancellationToken cancellation)
    {
        if (!(await runner.InvokeAsync<PaymentChecked>(new CheckRunning(payment), cancellation: cancellation)).IsAnswered)
            return new ProviderUnavailable();
        var beginning = await runner.InvokeAsync<Outcome<BeginningAttempt>>(new BeginAttempt(payment), cancellation: cancellation);
        if (beginning.Value is not BeginningAttempt.Begun begun) return beginning;

        var order = await provider.OrderAsync(begun.Payment, begun.Attempt, cancellation);
        return await runner.InvokeAsync<Outcome<BeginningAttempt>>(new RecordOrder(payment, begun.Attempt, order), cancellation: cancellation);
    }
}

internal static class OnlinePaymentHandler
{
    /// <summary>How long an attempt without transaction may be another request's that still waits for the provider.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(30);

    public static async Task<Outcome<BeginningAttempt>> HandleAsync(
        BeginAttempt command, IDocumentSession session, IdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(command.Payment, cancellation);
        var now = time.GetUtcNow();
        switch (stream.Aggregate)
        {
            case null: return new PaymentNotFound();
            case { IsOpen: false } payment: return payment.Received is null ? new NothingToPay() : new AlreadyPaid();
            case { Running: { RedirectUrl: { } page } }: return new BeginningAttempt.Ready(page);
            case { Running: { } running } when now - running.BegunAt < Courtesy: return new PaymentBeingPrepared();
            case var payment:
                var attempt = ids.Next();
                // A host died, or gave up, before the answer was stored: nobody was ever sent to that page.
                if (payment.Running is { } lost) stream.AppendOne(new AttemptEnded(lost.Id, "lost", now));
                stream.AppendOne(new AttemptBegun(attempt, now));
                return new BeginningAttempt.Begun(payment, attempt);
        }
    }

    public static async Task<(Outcome<BeginningAttempt>, OutgoingMessages)> HandleAsync(
        RecordOrder command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(command.Payment, cancellation);
        var now = time.GetUtcNow();
        if (stream.Aggregate?.Find(command.Attempt) is not { Outcome: null }) return (new PaymentBeingPrepared(), []);
        switch (command.Order)
        {
            case ProviderOrder.Opened opened:
                stream.AppendOne(new AttemptOpened(command.Attempt, opened.Transaction, opened.RedirectUrl, now));
                return (new BeginningAttempt.Ready(opened.RedirectUrl), [CheckPaymentHandler.First(command.Payment, command.Attempt, now)]);
            case ProviderOrder.Refused:
                stream.AppendOne(new AttemptEnded(command.Attempt, "refused", now));
                break;
            default:
                stream.AppendOne(new AttemptEnded(command.Attempt, "unreachable", now));
                break;
        }

        return (new ProviderUnavailable(), []);
    }
}
