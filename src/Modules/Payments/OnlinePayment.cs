using Verwaltung.Messaging;
using Verwaltung.Outcomes;

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

internal static class BeginAttemptHandler
{
    /// <summary>How long an attempt without transaction may be another request's that still waits for the provider.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(30);

    public static Decision Decide(BeginAttempt command, Payment? payment, Context context) => payment switch
    {
        null => new PaymentNotFound(),
        { IsOpen: false } => payment.Received is null ? new NothingToPay() : new AlreadyPaid(),
        { Running: { RedirectUrl: { } page } } => Decision.Nothing.Answering(new BeginningAttempt.Ready(page)),
        { Running: { } running } when context.Now - running.BegunAt < Courtesy => new PaymentBeingPrepared(),
        _ => Begin(payment, context.NextId(), context.Now),
    };

    /// <summary>A host died, or gave up, before the answer was stored: nobody was ever sent to the page of an attempt that runs still.</summary>
    private static Decision Begin(Payment payment, Guid attempt, DateTimeOffset now)
    {
        var begun = new AttemptBegun(attempt, now);
        var decision = payment.Running is { } lost ? Decision.Of(new AttemptEnded(lost.Id, "lost", now), begun) : Decision.Of(begun);
        return decision.Answering(new BeginningAttempt.Begun(payment, attempt));
    }
}

internal static class RecordOrderHandler
{
    public static Decision Decide(RecordOrder command, Payment? payment, Context context)
    {
        if (payment?.Find(command.Attempt) is not { Outcome: null }) return new PaymentBeingPrepared();
        if (command.Order is ProviderOrder.Opened opened)
            return Decision.Of(new AttemptOpened(command.Attempt, opened.Transaction, opened.RedirectUrl, context.Now))
                .Answering(new BeginningAttempt.Ready(opened.RedirectUrl))
                .Schedule(new CheckPayment(command.Payment, command.Attempt, 1), context.Now + CheckPaymentHandler.FirstPause);

        var why = command.Order is ProviderOrder.Refused ? "refused" : "unreachable";
        return Decision.Of(new AttemptEnded(command.Attempt, why, context.Now)) with { Why = new ProviderUnavailable() };
    }
}
