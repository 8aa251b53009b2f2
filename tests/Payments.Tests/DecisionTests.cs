using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;

namespace Verwaltung.Payments.Tests;

/// <summary>Given what happened to a payment, when somebody does something, then this: in memory.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.CreateVersion7();
    private static readonly Guid Paper = Guid.CreateVersion7();
    private static readonly PersonId Cashier = new(Guid.CreateVersion7());

    private static readonly PaymentRequested Requested = new(
        Id, Guid.CreateVersion7(), new(Guid.CreateVersion7()), "33-2026/000001", "KZ1", 3070, "Nr. 265 GebOSt", new(2026, 12, 7), Now.AddDays(-1));

    private static readonly PaymentReceived Cash = new(3070, PaymentMethod.Cash, "earlier", Cashier, new(Guid.CreateVersion7(), 2026, 1), Now.AddHours(-1));
    private static readonly AttemptBegun Begun = new(CountingIds.Id(9), Now.AddMinutes(-1));
    private static readonly AttemptOpened Opened = new(Begun.Attempt, "transaction-1", "https://pay.example/1", Now.AddMinutes(-1));

    private static Context At => Given.Context(Now);

    [Fact]
    public void Money_at_the_counter_settles_an_open_payment_under_the_next_receipt()
    {
        var receipt = new CounterReceipt(Paper, 2026, 7);
        Assert.Equal(
            Decision.Of(new PaymentReceived(3070, PaymentMethod.Cash, Paper.ToString(), Cashier, receipt, Now)).Send(new TellCase(Id, 1)).Send(new PrintReceipt(Id)),
            Take(Given.Events<Payment>(Requested), new(2026, 7)));
    }

    [Fact]
    public void Money_at_the_counter_is_taken_once_and_only_where_it_is_owed()
    {
        var taken = new PaymentReceived(3070, PaymentMethod.Cash, Paper.ToString(), Cashier, null, Now);
        Assert.Equal<Decision>(
            [new PaymentNotFound(), Decision.Nothing, new AlreadyPaid(), new NothingToPay()],
            [
                Take(null, null), Take(Given.Events<Payment>(Requested, taken), null), Take(Given.Events<Payment>(Requested, Cash), null),
                Take(Given.Events<Payment>(Requested, new PaymentCancelled("case-closed", Now)), null),
            ]);
    }

    [Fact]
    public void A_transfer_settles_the_payment_and_what_nobody_owes_goes_back()
    {
        var paid = Decision.Of(new PaymentReceived(3070, PaymentMethod.Transfer, "bank-1", Cashier, null, Now)).Send(new TellCase(Id, 1));
        Assert.Equal(paid, Transfer(Given.Events<Payment>(Requested), 3070));
        Assert.Equal(GoesBack(3070, "duplicate"), Transfer(Given.Events<Payment>(Requested, Cash), 3070));
        Assert.Equal(GoesBack(3000, "amount"), Transfer(Given.Events<Payment>(Requested), 3000));
        Assert.Equal(GoesBack(3070, "late"), Transfer(Given.Events<Payment>(Requested, new PaymentCancelled("case-closed", Now)), 3070));
        Assert.Equal(Decision.Nothing, Transfer(Given.Events<Payment>(Requested, Cash with { Reference = "bank-1" }), 3070));
        Assert.Equal<Decision>(new PaymentNotFound(), Transfer(null, 3070));
    }

    [Theory]
    [InlineData(null, 3070)]
    [InlineData(70L, 70)]
    [InlineData(3071L, null)]
    [InlineData(0L, null)]
    public void Of_a_paid_fee_goes_back_what_is_there_and_no_cent_more(long? wish, int? back)
    {
        var command = new RequestRefund(Id, CountingIds.Id(5), wish, RefundReason.Goodwill, Cashier);
        Decision expected = back is { } cents
            ? Decision.Of(new RefundRequested(command.Refund, cents, "goodwill", IsSurplus: false, Cashier, Now))
            : new NothingToRefund();

        Assert.Equal(expected, RequestRefundHandler.Decide(command, Given.Events<Payment>(Requested, Cash), At));
    }

    [Fact]
    public void A_refund_is_asked_for_once_and_confirmed_once()
    {
        var asked = new RefundRequested(CountingIds.Id(5), 70, "goodwill", IsSurplus: false, Cashier, Now);
        var made = new RefundMade(asked.Refund, "bank-2", Cashier, Now);
        var ask = new RequestRefund(Id, asked.Refund, 70, RefundReason.Goodwill, Cashier);
        var confirm = new ConfirmRefund(Id, asked.Refund, "bank-2", Cashier);

        Assert.Equal(Decision.Nothing, RequestRefundHandler.Decide(ask, Given.Events<Payment>(Requested, Cash, asked), At));
        Assert.Equal(Decision.Of(made), ConfirmRefundHandler.Decide(confirm, Given.Events<Payment>(Requested, Cash, asked), At));
        Assert.Equal<Decision>(new RefundNotOpen(), ConfirmRefundHandler.Decide(confirm, Given.Events<Payment>(Requested, Cash, asked, made), At));
        Assert.Equal<Decision>(new RefundNotOpen(), ConfirmRefundHandler.Decide(confirm, null, At));
        Assert.Equal<Decision>(new PaymentNotFound(), RequestRefundHandler.Decide(ask, null, At));
    }

    [Fact]
    public void Who_wants_to_pay_online_begins_one_attempt_and_comes_back_to_its_page()
    {
        var open = Given.Events<Payment>(Requested);
        var lost = Given.Events<Payment>(Requested, Begun);
        var attempt = CountingIds.Id(1);

        Assert.Equal(Decision.Of(new AttemptBegun(attempt, Now)).Answering(new BeginningAttempt.Begun(open, attempt)), Begin(open));
        Assert.Equal(
            Decision.Of(new AttemptEnded(Begun.Attempt, "lost", Now), new AttemptBegun(attempt, Now)).Answering(new BeginningAttempt.Begun(lost, attempt)),
            Begin(lost));
        Assert.Equal<Decision>(new PaymentBeingPrepared(), Begin(Given.Events<Payment>(Requested, Begun with { At = Now.AddSeconds(-29) })));
        Assert.Equal(
            Decision.Nothing.Answering(new BeginningAttempt.Ready("https://pay.example/1")), Begin(Given.Events<Payment>(Requested, Begun, Opened)));
        Assert.Equal<Decision>(new AlreadyPaid(), Begin(Given.Events<Payment>(Requested, Cash)));
        Assert.Equal<Decision>(new NothingToPay(), Begin(Given.Events<Payment>(Requested, new PaymentCancelled("case-closed", Now))));
        Assert.Equal<Decision>(new PaymentNotFound(), Begin(null));
    }

    [Fact]
    public void What_the_provider_says_to_an_attempt_is_written_also_when_it_refuses()
    {
        var running = Given.Events<Payment>(Requested, Begun);

        Assert.Equal(
            Decision.Of(Opened with { At = Now }).Answering(new BeginningAttempt.Ready(Opened.RedirectUrl))
                .Schedule(new CheckPayment(Id, Begun.Attempt, 1), Now.AddSeconds(5)),
            Order(running, new ProviderOrder.Opened("transaction-1", Opened.RedirectUrl)));
        Assert.Equal(
            Decision.Of(new AttemptEnded(Begun.Attempt, "refused", Now)) with { Why = new ProviderUnavailable() }, Order(running, new ProviderOrder.Refused("no")));
        Assert.Equal(
            Decision.Of(new AttemptEnded(Begun.Attempt, "unreachable", Now)) with { Why = new ProviderUnavailable() },
            Order(running, new ProviderOrder.Unavailable("down")));
        Assert.Equal<Decision>(new PaymentBeingPrepared(), Order(Given.Events<Payment>(Requested), new ProviderOrder.Refused("no")));
    }

    [Fact]
    public void Only_the_providers_status_proves_that_it_is_paid()
    {
        var running = Given.Events<Payment>(Requested, Begun, Opened);
        var check = new CheckPayment(Id, Begun.Attempt, 2);
        var (heard, unheard) = (new PaymentChecked(true), new PaymentChecked(false));

        Assert.Equal(
            Decision.Of(new PaymentReceived(3070, PaymentMethod.Online, "transaction-1", null, null, Now)).Answering(heard).Send(new TellCase(Id, 1)),
            CheckPaymentHandler.Decide(check, running, new ProviderStatus.Paid(), At));
        Assert.Equal(
            Decision.Of(new AttemptEnded(Begun.Attempt, "failed", Now)).Answering(heard),
            CheckPaymentHandler.Decide(check, running, new ProviderStatus.Ended("failed"), At));
        Assert.Equal(
            Decision.Nothing.Answering(unheard).Schedule(check with { Try = 3 }, Now.AddSeconds(30)),
            CheckPaymentHandler.Decide(check, running, new ProviderStatus.Unavailable("down"), At));
        Assert.Equal(Decision.Nothing.Answering(heard), CheckPaymentHandler.Decide(check, running, null, At));
        var old = Given.Events<Payment>(Requested, Begun with { At = Now.AddDays(-31) }, Opened);
        Assert.Equal(
            Decision.Of(new AttemptEnded(Begun.Attempt, "unanswered", Now)).Answering(unheard),
            CheckPaymentHandler.Decide(check, old, new ProviderStatus.Unavailable("down"), At));
        var paid = Given.Events<Payment>(Requested, Begun, Opened, Cash);
        Assert.Equal(
            Decision.Of(
                new SurplusReceived(3070, PaymentMethod.Online, "transaction-1", "duplicate", Now),
                new RefundRequested(CountingIds.Id(1), 3070, "duplicate", IsSurplus: true, null, Now)).Answering(heard),
            CheckPaymentHandler.Decide(check, paid, new ProviderStatus.Paid(), At));
    }

    private static Decision Take(Payment? payment, NextReceipt? next) =>
        TakePaymentHandler.Decide(new(Id, PaymentMethod.Cash, Paper, Cashier), payment, next, At);

    private static Decision Transfer(Payment? payment, long cents) => RecordTransferHandler.Decide(new(Id, cents, "bank-1", Cashier), payment, At);

    private static Decision Begin(Payment? payment) => BeginAttemptHandler.Decide(new(Id), payment, At);

    private static Decision Order(Payment? payment, ProviderOrder order) => RecordOrderHandler.Decide(new(Id, Begun.Attempt, order), payment, At);

    private static Decision GoesBack(long cents, string why) => Decision.Of(
        new SurplusReceived(cents, PaymentMethod.Transfer, "bank-1", why, Now), new RefundRequested(CountingIds.Id(1), cents, why, IsSurplus: true, Cashier, Now));
}
