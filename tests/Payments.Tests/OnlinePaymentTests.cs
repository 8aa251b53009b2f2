using System.Net;
using System.Text;
using System.Text.Json;
using Verwaltung.Feel;
using Verwaltung.Outcomes;
using Verwaltung.Testing.Held;

namespace Verwaltung.Payments.Tests;

/// <summary>The provider is slow, down, silent, twice, too late, forged: no case is paid twice, issued unpaid or lost.</summary>
public sealed class OnlinePaymentTests : PaymentsTest
{
    internal override string TimeOut => "00:00:05";

    [Fact]
    public async Task What_the_providers_status_proves_is_paid_and_the_case_is_told_once()
    {
        var @case = People.NewCase();
        var payment = await Host.RequestAsync(@case);
        var transaction = PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment));
        await Host.EndAsync(transaction, "PAYED");
        await Host.UntilAsync(payment.Id, now => now.IsCaseTold);

        Assert.Equal(["payment_requested", "payment_attempt_begun", "payment_attempt_opened", "payment_received", "payment_case_told"], await Host.StoryAsync(payment.Id));
        var news = Assert.Single(Host.Neighbours.Told);
        Assert.Equal((@case, "bezahlt", "register:kasse"), (news.Case, news.Name, news.Origin));
        Assert.Equal(
            $$$"""{"zahlung":{"stand":"bezahlt","bezahlt":true,"kassenzeichen":"{{{payment.Kassenzeichen}}}","betrag":30.7,"faellig":"2026-12-07","eingang":"2026-11-23","art":"online"}}""",
            news.Values.ToJson()!.ToJsonString());
    }

    [Fact]
    public async Task Coming_back_from_the_provider_proves_nothing()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        await Host.StartPaymentAsync(payment);

        using var browser = Host.Browser(People.Payer);
        using var answer = await browser.GetAsync(new Uri($"/payments/{payment.Id}/return?status=PAYED", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal($"/my/{payment.Case}/payment", answer.Headers.Location?.ToString());
        Assert.Equal(PaymentState.Checking, (await Host.PaymentAsync(payment.Id)).State);
    }

    [Fact]
    public async Task A_lost_callback_is_made_up_for_by_asking()
    {
        await Host.Provider.SwitchAsync("silent", default);
        var payment = await Host.RequestAsync(People.NewCase());
        await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), "PAYED");
        Assert.Equal(PaymentState.Checking, (await Host.PaymentAsync(payment.Id)).State);

        Host.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(PaymentState.Paid, (await Host.UntilAsync(payment.Id, now => now.IsCaseTold)).State);
    }

    [Fact]
    public async Task A_forged_callback_is_turned_away_and_a_true_one_only_asks()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        await Host.StartPaymentAsync(payment);
        var attempt = (await Host.PaymentAsync(payment.Id)).Running!;
        var body = JsonSerializer.Serialize(new { requestId = attempt.Id, transactionId = attempt.Transaction, status = "PAYED" });
        var secret = await Host.Provider.SecretAsync(default);

        Assert.Equal(HttpStatusCode.Unauthorized, await Host.CallBackAsync(body, new string('0', 64)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Host.CallBackAsync(body, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await Host.CallBackAsync(body + " ", Signature.Of(secret, Encoding.UTF8.GetBytes(body))));
        Assert.Equal(["0"], await HeldMessages.RowsAsync(Database.Source, "select count(*) from messages where type = 'payments.check_payment' and state <> 'scheduled'"));

        Assert.Equal(HttpStatusCode.Accepted, await Host.CallBackAsync(body, Signature.Of(secret, Encoding.UTF8.GetBytes(body))));
        Assert.Equal(HttpStatusCode.BadRequest, await Host.CallBackAsync("[", Signature.Of(secret, "["u8)));
        await UntilNoneAsync("select count(*) from messages where type = 'payments.check_payment' and state <> 'scheduled'");
        Assert.Equal(PaymentState.Checking, (await Host.PaymentAsync(payment.Id)).State);
    }

    [Fact]
    public async Task A_provider_that_answers_twice_is_paid_once()
    {
        await Host.Provider.SwitchAsync("twice", default);
        var payment = await Host.RequestAsync(People.NewCase());
        await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), "PAYED");
        await Host.UntilAsync(payment.Id, now => now.IsCaseTold);
        Host.Clock.Advance(TimeSpan.FromHours(2));
        await UntilNoneAsync("select count(*) from messages");

        Assert.Equal(["payment_requested", "payment_attempt_begun", "payment_attempt_opened", "payment_received", "payment_case_told"], await Host.StoryAsync(payment.Id));
        Assert.Single(Host.Neighbours.Told);
    }

    [Theory]
    [InlineData("down")]
    [InlineData("slow")]
    public async Task A_provider_that_fails_is_told_in_time_and_tried_again_later(string state)
    {
        await Host.Provider.SwitchAsync(state, default);
        var payment = await Host.RequestAsync(People.NewCase());
        var refused = await Host.StartPaymentAsync(payment);
        Assert.Equal((new ProviderUnavailable(), "unreachable"), (refused.Why, (await Host.PaymentAsync(payment.Id)).Attempts.Single().Outcome));

        await Host.Provider.SwitchAsync("up", default);
        await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), "PAYED");
        Assert.Equal(PaymentState.Paid, (await Host.UntilAsync(payment.Id, now => now.IsCaseTold)).State);
    }

    [Fact]
    public async Task A_provider_that_fails_while_somebody_pays_is_asked_until_it_answers()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var transaction = PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment));
        await Host.Provider.SwitchAsync("down", default);
        await Host.Provider.EndAsync(transaction, "PAYED", default);
        Host.Clock.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync("select count(*) from messages where type = 'payments.check_payment' and body->>'try' = '2'", "1");
        Assert.NotNull((await Host.StartPaymentAsync(payment)).Why);

        await Host.Provider.SwitchAsync("up", default);
        Host.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(PaymentState.Paid, (await Host.UntilAsync(payment.Id, now => now.IsCaseTold)).State);
    }

    [Fact]
    public async Task Money_that_comes_after_the_end_is_recorded_and_goes_back()
    {
        var @case = People.NewCase();
        var payment = await Host.RequestAsync(@case);
        var transaction = PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment));
        Assert.Equal(new FeelString("storniert"), (await Host.DoAsync("zahlung-abbrechen", @case)).GetPath("zahlung.stand"));

        await Host.EndAsync(transaction, "PAYED");
        var after = await Host.UntilAsync(payment.Id, now => now.Refunds is not []);

        Assert.Equal((PaymentState.Cancelled, 3070L, "late", true), (after.State, after.Refunds[0].Cents, after.Refunds[0].Reason, after.Refunds[0].IsSurplus));
        Assert.Empty(Host.Neighbours.Told);
        Assert.Equal(
            ["Receivable|Revenue|requested", "Revenue|Receivable|cancelled", "Provider|RefundsDue|surplus-late"],
            await Database.RowsAsync("select debit, credit, what from bookings order by number"));
    }

    [Fact]
    public async Task Who_has_just_paid_is_not_cancelled()
    {
        await Host.Provider.SwitchAsync("silent", default);
        var @case = People.NewCase();
        var payment = await Host.RequestAsync(@case);
        await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), "PAYED");

        Assert.Equal((FeelValue)true, (await Host.DoAsync("zahlung-abbrechen", @case)).GetPath("zahlung.bezahlt"));
        Assert.Equal(PaymentState.Paid, (await Host.PaymentAsync(payment.Id)).State);
    }

    [Fact]
    public async Task Pressed_twice_or_in_two_windows_there_is_one_page_to_pay_on()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var started = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Host.StartPaymentAsync(payment))));
        var again = await Host.StartPaymentAsync(payment);

        Assert.Equal(["1"], await Database.RowsAsync("select count(*) from demonstration_transactions"));
        Assert.All(started.Where(one => one.Why is null), ready => Assert.Equal(again, ready));
        Assert.All(started.Where(one => one.Why is not null), refused => Assert.Equal(new PaymentBeingPrepared(), refused.Why));
    }

    [Fact]
    public async Task After_a_failure_and_a_break_off_one_may_begin_again()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        foreach (var status in new[] { "FAILED", "CANCELED" })
        {
            await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), status);
            await Host.UntilAsync(payment.Id, now => now.Running is null);
        }

        await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), "PAYED");
        var paid = await Host.UntilAsync(payment.Id, now => now.IsCaseTold);
        Assert.Equal(["failed", "canceled", "paid"], paid.Attempts.Select(attempt => attempt.Outcome));
        Assert.Equal(new AlreadyPaid(), (await Host.StartPaymentAsync(payment)).Why);
    }

    [Fact]
    public async Task A_host_that_dies_between_asking_and_noting_leaves_nothing_that_could_be_paid()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var begun = Assert.IsType<BeginningAttempt.Begun>((await Host.Bus.InvokeAsync<Outcome<BeginningAttempt>>(new BeginAttempt(payment.Id))).Value);
        Assert.Equal(new PaymentBeingPrepared(), (await Host.StartPaymentAsync(payment)).Why);

        Host.Clock.Advance(TimeSpan.FromSeconds(31));
        var started = await Host.StartPaymentAsync(payment);
        Assert.IsType<BeginningAttempt.Ready>(started.Value);
        Assert.Equal("lost", (await Host.PaymentAsync(payment.Id)).Find(begun.Attempt)!.Outcome);

        // The dead host's answer, should it come after all, sends nobody anywhere.
        var late = new RecordOrder(payment.Id, begun.Attempt, new ProviderOrder.Opened("x", "http://127.0.0.1/x"));
        Assert.NotNull((await Host.Bus.InvokeAsync<Outcome<BeginningAttempt>>(late)).Why);
    }

    [Fact]
    public async Task A_host_started_anew_between_attempt_and_status_finds_the_payment()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var transaction = PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment));
        var clock = Host.Clock;
        await Host.DisposeAsync();
        await using var next = await PaymentsHost.StartAsync(Database, clock: clock);
        await next.Provider.EndAsync(transaction, "PAYED", default);

        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(PaymentState.Paid, (await next.UntilAsync(payment.Id, now => now.IsCaseTold)).State);
        Assert.Single(next.Neighbours.Told);
    }

    [Fact]
    public async Task A_case_that_does_not_listen_yet_is_told_again_until_it_does()
    {
        var @case = People.NewCase();
        Host.Neighbours.Deaf[@case] = true;
        var payment = await Host.RequestAsync(@case);
        await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), "PAYED");
        await UntilAsync("select count(*) from messages where type = 'payments.tell_case' and body->>'try' = '2'", "1");

        Host.Neighbours.Deaf.Clear();
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Host.UntilAsync(payment.Id, now => now.IsCaseTold);
        Assert.Single(Host.Neighbours.Told);
    }

    private Task UntilNoneAsync(string count) => UntilAsync(count, "0");

    private Task UntilAsync(string count, string expected) =>
        Eventually.TrueAsync(async () => (await HeldMessages.RowsAsync(Database.Source, count))[0] == expected, $"{expected} from: {count}");
}
