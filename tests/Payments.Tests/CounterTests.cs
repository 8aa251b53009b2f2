using System.Text.Json.Nodes;
using Verwaltung.Feel;

namespace Verwaltung.Payments.Tests;

public sealed class CounterTests : PaymentsTest
{
    private const string Take = """
        mutation($input: TakeCashPaymentInput!) { takeCashPayment(input: $input) {
          payment { state method receiptNumber amount } errors { ... on Error { code } } } }
        """;

    private const string Ask = "query($id: ID!) { payment(caseId: $id) { state amount kassenzeichen } }";

    [Fact]
    public async Task A_clerk_takes_cash_the_case_goes_on_and_the_receipt_is_filed()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var answer = await TakeAsync(payment.Case, "CASH", Guid.CreateVersion7());

        Assert.Equal("""{"payment":{"state":"PAID","method":"CASH","receiptNumber":"Q-2026-00001","amount":30.7},"errors":null}""", answer.ToJsonString());
        await Host.UntilAsync(payment.Id, now => now.IsCaseTold);
        await Eventually.TrueAsync(() => !Host.Neighbours.Filed.IsEmpty, "the receipt to be filed");
        var printed = Assert.Single(Host.Neighbours.Printed);
        Assert.Equal("Quittung Q-2026-00001.pdf", printed.FileName);
        Assert.Equal(new FeelString("bar"), printed.Data.GetPath("quittung.art"));
        Assert.Equal((printed.Id.Value, "counter-receipt"), (Host.Neighbours.Filed.Single().Document.File, Host.Neighbours.Filed.Single().Document.Kind));
        Assert.Equal(["Cash|Receivable|3070|Q-2026-00001"], await Database.RowsAsync("select debit, credit, cents, reference from bookings where what = 'received'"));
    }

    [Fact]
    public async Task The_button_pressed_twice_takes_money_once_and_another_press_is_refused()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var receipt = Guid.CreateVersion7();
        var first = await TakeAsync(payment.Case, "CARD", receipt);
        var again = await TakeAsync(payment.Case, "CARD", receipt);
        var other = await TakeAsync(payment.Case, "CARD", Guid.CreateVersion7());

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("""{"payment":null,"errors":[{"code":"payments.already-paid"}]}""", other.ToJsonString());
        Assert.Equal(["1"], await Database.RowsAsync("select count(*) from bookings where what = 'received'"));
    }

    [Fact]
    public async Task Receipts_are_numbered_without_gaps_however_many_counters_are_open()
    {
        var payments = new List<Payment>();
        for (var i = 0; i < 6; i++) payments.Add(await Host.RequestAsync(People.NewCase()));

        await Task.WhenAll(payments.Select(payment => Task.Run(() => TakeAsync(payment.Case, "CASH", Guid.CreateVersion7()))));

        Assert.Equal(["1", "2", "3", "4", "5", "6"], await Database.RowsAsync("select number from counter_receipts where year = 2026 order by number"));
    }

    [Fact]
    public async Task Who_pays_at_the_counter_while_an_online_payment_runs_gets_the_second_money_back()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var transaction = PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment));
        await TakeAsync(payment.Case, "CASH", Guid.CreateVersion7());
        await Host.EndAsync(transaction, "PAYED");

        var after = await Host.UntilAsync(payment.Id, now => now.Refunds is not []);
        Assert.Equal((PaymentState.Paid, "duplicate", 3070L), (after.State, after.Refunds[0].Reason, after.Refunds[0].Cents));
        Assert.Equal(PaymentMethod.Cash, after.Received!.Method);
    }

    [Fact]
    public async Task Who_paid_online_a_moment_ago_is_not_charged_at_the_counter()
    {
        await Host.Provider.SwitchAsync("silent", default);
        var payment = await Host.RequestAsync(People.NewCase());
        await Host.EndAsync(PaymentsHost.TransactionOf(await Host.StartPaymentAsync(payment)), "PAYED");

        Assert.Equal("""{"payment":null,"errors":[{"code":"payments.already-paid"}]}""", (await TakeAsync(payment.Case, "CASH", Guid.CreateVersion7())).ToJsonString());
    }

    [Fact]
    public async Task Payer_clerk_and_cash_office_see_a_payment_and_nobody_else()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        foreach (var person in new[] { People.Payer, People.Clerk, People.Cashier })
            Assert.Equal("OPEN", (string?)(await Host.AskAsync(Ask, person, new { id = payment.Case }))["data"]!["payment"]!["state"]);
        foreach (var person in new[] { People.Stranger, People.OtherClerk })
            Assert.Null((await Host.AskAsync(Ask, person, new { id = payment.Case }))["data"]!["payment"]);
    }

    [Fact]
    public async Task Money_is_taken_by_clerks_of_the_case_and_the_cash_office_only()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        foreach (var person in new[] { People.Payer, People.Stranger, People.OtherClerk, People.PostRoom })
        {
            var answer = await Host.AskAsync(Take, person, new { input = new { caseId = payment.Case, method = "CASH", receiptId = Guid.CreateVersion7() } });
            Assert.Equal("payments.not-found", (string?)answer["data"]!["takeCashPayment"]!["errors"]![0]!["code"]);
        }

        Assert.Equal(PaymentState.Open, (await Host.PaymentAsync(payment.Id)).State);
    }

    private async Task<JsonNode> TakeAsync(Guid @case, string method, Guid receipt) =>
        (await Host.AskAsync(Take, People.Clerk, new { input = new { caseId = @case, method, receiptId = receipt } }))["data"]!["takeCashPayment"]!;
}
