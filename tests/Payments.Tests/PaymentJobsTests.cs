using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Outcomes;

namespace Verwaltung.Payments.Tests;

public sealed class PaymentJobsTests : PaymentsTest
{
    [Fact]
    public async Task A_fee_is_asked_for_and_the_case_knows_under_which_reference_and_until_when()
    {
        var answer = await Host.DoAsync("zahlung-anfordern", People.NewCase(), PaymentsHost.Fee(30.70m));

        Assert.Equal("""{"zahlung":{"stand":"offen","bezahlt":false,"kassenzeichen":"2600000018","betrag":30.7,"faellig":"2026-12-07","erinnert":null,"konto":{"empfaenger":"Stadt Dortmund (Vorf\u00FChrung)","iban":"DE00 0000 0000 0000 0000 00","bic":"XXXXDEXXXXX"}}}""", answer.ToJson()!.ToJsonString());
        Assert.Equal(["2026-11-23|Receivable|Revenue|3070|requested|2600000018"], await Database.RowsAsync("select day::text, debit, credit, cents, what, kassenzeichen from bookings"));
    }

    [Fact]
    public async Task Two_weeks_that_end_on_a_day_off_end_on_the_next_working_day()
    {
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 12, 11, 9, 0, 0, TimeSpan.Zero));
        var answer = await Host.DoAsync("zahlung-anfordern", People.NewCase(), PaymentsHost.Fee(30.70m));

        Assert.Equal(new FeelString("2026-12-28"), answer.GetPath("zahlung.faellig"));
    }

    [Fact]
    public async Task A_fee_of_nothing_needs_no_payment()
    {
        var answer = await Host.DoAsync("zahlung-anfordern", People.NewCase(), PaymentsHost.Fee(0m));

        Assert.Equal("""{"zahlung":{"stand":"nicht-noetig","bezahlt":true,"betrag":0}}""", answer.ToJson()!.ToJsonString());
        Assert.Equal(["0|0"], await Database.RowsAsync("select (select count(*) from payments), (select count(*) from mt_events)"));
    }

    [Fact]
    public async Task Asked_again_for_the_same_fee_the_case_gets_the_payment_it_has()
    {
        var @case = People.NewCase();
        var first = await Host.DoAsync("zahlung-anfordern", @case, PaymentsHost.Fee(30.70m));
        var second = await Host.DoAsync("zahlung-anfordern", @case, PaymentsHost.Fee(30.70m));

        Assert.Equal(first, second);
        Assert.Equal(["1"], await Database.RowsAsync("select count(*) from payments"));
    }

    [Fact]
    public async Task Asked_for_another_fee_the_old_payment_ends()
    {
        var @case = People.NewCase();
        var old = await Host.RequestAsync(@case, 30.70m);
        await Host.DoAsync("zahlung-anfordern", @case, PaymentsHost.Fee(20.50m));

        Assert.Equal(["3070|False", "2050|True"], await Database.RowsAsync("select cents, is_open from payments order by kassenzeichen"));
        Assert.Equal(PaymentState.Cancelled, (await Host.PaymentAsync(old.Id)).State);
    }

    [Theory]
    [InlineData("30.705")]
    [InlineData("-1")]
    [InlineData("1000000")]
    public async Task What_is_no_amount_becomes_an_incident_of_the_case(string amount)
    {
        var request = Host.Neighbours.Open("zahlung-anfordern", People.NewCase(), People.Leyla, PaymentsHost.Fee(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));
        await Host.Bus.InvokeAsync(request);

        Assert.Equal(
            [new FailJob(request.Case, request.Job, $"Expected the input 'betrag' of job 'zahlung-anfordern' to be an amount in euros with two decimals at most, but it is {amount}.")],
            Host.Neighbours.Failed);
    }

    [Fact]
    public async Task Asking_and_reminding_send_a_mail_while_it_is_not_paid_and_none_after()
    {
        var @case = People.NewCase();
        var payment = await Host.RequestAsync(@case);
        var reminded = await Host.DoAsync("zahlung-erinnern", @case);
        await Eventually.TrueAsync(() => Host.Neighbours.Mails.Count == 2, "two mails");
        await Host.Bus.InvokeAsync<Outcome<Done>>(new TakePayment(payment.Id, PaymentMethod.Cash, Guid.CreateVersion7(), People.Meltem));
        var answer = await Host.DoAsync("zahlung-erinnern", @case);

        Assert.Equal([(@case, MailTemplates.PaymentOpen), (@case, MailTemplates.PaymentOpen)], Host.Neighbours.Mails.Select(mail => (mail.Case, mail.Template)));
        Assert.Equal(((FeelValue)"2026-11-23", (FeelValue)true), (reminded.GetPath("zahlung.erinnert"), answer.GetPath("zahlung.bezahlt")));
    }

    [Fact]
    public async Task Cancelled_twice_is_cancelled_once()
    {
        var @case = People.NewCase();
        var payment = await Host.RequestAsync(@case);
        var first = await Host.DoAsync("zahlung-abbrechen", @case);
        var second = await Host.DoAsync("zahlung-abbrechen", @case);

        Assert.Equal(new FeelString("storniert"), first.GetPath("zahlung.stand"));
        Assert.Equal(first, second);
        Assert.Equal(["payment_requested", "payment_cancelled"], await Host.StoryAsync(payment.Id));
    }

    [Fact]
    public async Task A_case_without_payment_has_nothing_to_cancel_or_send_back()
    {
        var answer = """{"zahlung":{"stand":"keine","bezahlt":false}}""";
        Assert.Equal(answer, (await Host.DoAsync("zahlung-abbrechen", People.NewCase())).ToJson()!.ToJsonString());
        Assert.Equal(answer, (await Host.DoAsync("zahlung-erstatten", People.NewCase())).ToJson()!.ToJsonString());
    }

    [Fact]
    public async Task A_paid_fee_goes_back_in_part_and_then_whole_and_never_more()
    {
        var @case = People.NewCase();
        var payment = await Host.RequestAsync(@case);
        await Host.Bus.InvokeAsync<Outcome<Done>>(new TakePayment(payment.Id, PaymentMethod.Card, Guid.CreateVersion7(), People.Meltem));

        var part = await Host.DoAsync("zahlung-erstatten", @case, FeelContext.Empty.With("betrag", 10.20m).With("grund", "withdrawn"));
        await Host.DoAsync("zahlung-erstatten", @case, FeelContext.Empty.With("betrag", 20.51m));
        var rest = await Host.DoAsync("zahlung-erstatten", @case);

        Assert.Equal("""{"zahlung":{"stand":"bezahlt","bezahlt":true,"erstattung":10.2}}""", part.ToJson()!.ToJsonString());
        Assert.Contains("between 0.01 and 20.50", Assert.Single(Host.Neighbours.Failed).Message, StringComparison.Ordinal);
        Assert.Equal("""{"zahlung":{"stand":"erstattet","bezahlt":false,"erstattung":20.5}}""", rest.ToJson()!.ToJsonString());
        Assert.Equal(["1020", "2050"], await Database.RowsAsync("select cents from bookings where what = 'refund-requested' order by number"));
    }

    [Fact]
    public async Task A_case_that_sends_a_fee_back_knows_that_it_was_paid_and_is_not_told_again()
    {
        var @case = People.NewCase();
        Host.Neighbours.Deaf[@case] = true; // it waits for nothing: the applicant withdrew
        var payment = await Host.RequestAsync(@case);
        await Host.Bus.InvokeAsync<Outcome<Done>>(new TakePayment(payment.Id, PaymentMethod.Card, Guid.CreateVersion7(), People.Meltem));

        await Host.DoAsync("zahlung-erstatten", @case, FeelContext.Empty.With("grund", "withdrawn"));
        await Host.Bus.InvokeAsync(new TellCase(payment.Id, 1000));

        Assert.Equal(["payment_requested", "payment_received", "payment_case_told", "payment_refund_requested"], await Host.StoryAsync(payment.Id));
    }
}
