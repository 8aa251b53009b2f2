using System.Text.Json.Nodes;
using Verwaltung.Outcomes;

namespace Verwaltung.Payments.Tests;

public sealed class CashOfficeTests : PaymentsTest
{
    private const string Record = """
        mutation($input: RecordTransferInput!) { recordTransfer(input: $input) { payment { state method } errors { ... on Error { code } } } }
        """;

    private const string Due = "{ refundsDue { refundId amount reason kassenzeichen } }";

    private const string Confirm = """
        mutation($input: ConfirmRefundInput!) { confirmRefund(input: $input) { payment { state } errors { ... on Error { code } } } }
        """;

    [Fact]
    public async Task A_transfer_of_the_right_amount_pays_the_fee_once()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        var first = await RecordAsync(payment.Kassenzeichen, 30.70m, "AUSZUG 214/7");
        var again = await RecordAsync(Kassenzeichen.Grouped(payment.Kassenzeichen), 30.70m, "AUSZUG 214/7");

        Assert.Equal("""{"payment":{"state":"PAID","method":"TRANSFER"},"errors":null}""", first.ToJsonString());
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(["3070"], await Database.RowsAsync("select cents from bookings where debit = 'Bank'"));
        await Host.UntilAsync(payment.Id, now => now.IsCaseTold);
    }

    [Fact]
    public async Task A_transfer_of_another_amount_goes_back_and_the_fee_stays_open()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        await RecordAsync(payment.Kassenzeichen, 30.00m, "AUSZUG 214/8");

        var due = (await Host.AskAsync(Due, People.Cashier))["data"]!["refundsDue"]!.AsArray();
        Assert.Equal(PaymentState.Open, (await Host.PaymentAsync(payment.Id)).State);
        Assert.Equal((30m, "amount"), ((decimal)due.Single()!["amount"]!, (string?)due.Single()!["reason"]));
    }

    [Fact]
    public async Task A_reference_with_a_wrong_digit_pays_nobodys_fee()
    {
        await Host.RequestAsync(People.NewCase());
        Assert.Equal("""{"payment":null,"errors":[{"code":"payments.not-found"}]}""", (await RecordAsync("2600000019", 30.70m, "AUSZUG 1")).ToJsonString());
    }

    [Fact]
    public async Task A_refund_is_due_until_the_cash_office_has_sent_it()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        await Host.Bus.InvokeAsync<Outcome<Done>>(new TakePayment(payment.Id, PaymentMethod.Cash, Guid.CreateVersion7(), People.Meltem));
        var refund = Guid.CreateVersion7();
        await RefundAsync(payment.Case, refund);
        await RefundAsync(payment.Case, refund);

        Assert.Equal(refund.ToString(), (string?)(await Host.AskAsync(Due, People.Cashier))["data"]!["refundsDue"]!.AsArray().Single()!["refundId"]);
        Assert.Equal("""{"payment":{"state":"REFUNDED"},"errors":null}""", (await ConfirmAsync(refund)).ToJsonString());
        Assert.Equal("""{"payment":null,"errors":[{"code":"payments.refund-not-open"}]}""", (await ConfirmAsync(refund)).ToJsonString());
        Assert.Empty((await Host.AskAsync(Due, People.Cashier))["data"]!["refundsDue"]!.AsArray());
        Assert.Equal(
            ["Revenue|RefundsDue|refund-requested|withdrawn", "RefundsDue|Bank|refund-made|AUSZUG 215/1"],
            await Database.RowsAsync("select debit, credit, what, reference from bookings where number > 2 order by number"));
    }

    [Fact]
    public async Task Only_the_cash_office_sees_the_ledger_and_books()
    {
        foreach (var person in new[] { People.Payer, People.Clerk })
        {
            Assert.NotNull((await Host.AskAsync(Due, person))["errors"]);
            Assert.NotNull((await Host.AskAsync("""{ bookings(from: "2026-11-01", to: "2026-11-30") { number } }""", person))["errors"]);
            Assert.NotNull((await Host.AskAsync(Record, person, new { input = new { kassenzeichen = "2600000018", amount = 30.70m, reference = "x" } }))["errors"]);
        }
    }

    private async Task RefundAsync(Guid @case, Guid refund)
    {
        var answer = await Host.AskAsync(
            "mutation($input: RequestRefundInput!) { requestRefund(input: $input) { errors { ... on Error { code } } } }",
            People.Clerk, new { input = new { caseId = @case, refundId = refund, reason = "WITHDRAWN" } });
        Assert.Null(answer["data"]!["requestRefund"]!["errors"]);
    }

    private async Task<JsonNode> RecordAsync(string kassenzeichen, decimal amount, string reference) =>
        (await Host.AskAsync(Record, People.Cashier, new { input = new { kassenzeichen, amount, reference } }))["data"]!["recordTransfer"]!;

    private async Task<JsonNode> ConfirmAsync(Guid refund) =>
        (await Host.AskAsync(Confirm, People.Cashier, new { input = new { refundId = refund, reference = "AUSZUG 215/1" } }))["data"]!["confirmRefund"]!;
}
