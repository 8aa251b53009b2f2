using System.Net;
using System.Text.RegularExpressions;
using Verwaltung.GraphQl;
using Verwaltung.Web;

namespace Verwaltung.Payments.Tests;

/// <summary>The pages as a browser without JavaScript walks through them.</summary>
public sealed partial class PaymentPagesTests : PaymentsTest
{
    [Fact]
    public void Every_operation_of_a_page_fits_the_schema_and_its_record() =>
        Assert.Empty(GraphDocuments.Check(typeof(PaymentsModule).Assembly, Host.Service<GraphQlSchema>()));

    [Fact]
    public void Every_text_is_there_in_both_languages() => Assert.Empty(TextCatalogue.From([typeof(PaymentsModule).Assembly]).Untranslated());

    [Fact]
    public async Task A_payer_goes_to_the_provider_pays_and_reads_that_it_is_paid()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        using var browser = Host.Browser(People.Payer);
        var page = $"/my/{payment.Case}/payment";
        Assert.Contains("Noch nicht bezahlt", await ReadAsync(browser, page), StringComparison.Ordinal);

        var provider = await PressAsync(browser, page, page, ("_handler", "start"));
        Assert.StartsWith("/demo/payment-provider/pay/", provider, StringComparison.Ordinal);
        Assert.Contains("Wird geprüft", await ReadAsync(browser, page), StringComparison.Ordinal);

        var back = await PressAsync(browser, provider, provider.Replace("/pay/", "/transactions/", StringComparison.Ordinal) + "/end", ("outcome", "pay"));
        Assert.Equal($"/payments/{payment.Id}/return", back);
        Assert.Equal(page, await FollowAsync(browser, back));
        Assert.Contains("Ihre Zahlung ist am 23.11.2026 eingegangen (online)", await ReadAsync(browser, page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_on_the_page()
    {
        await Host.Provider.SwitchAsync("down", default);
        var payment = await Host.RequestAsync(People.NewCase());
        using var browser = Host.Browser(People.Payer);
        var page = $"/my/{payment.Case}/payment";
        using var answer = await PostAsync(browser, page, page, ("_handler", "start"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Der Bezahldienst antwortet gerade nicht", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_sees_no_payment()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        using var browser = Host.Browser(People.Stranger);
        using var answer = await browser.GetAsync(new Uri($"/my/{payment.Case}/payment", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_clerk_takes_cash_and_sends_it_back_and_the_cash_office_confirms()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        using var clerk = Host.Browser(People.Clerk);
        var counter = $"/cases/{payment.Case}/payment";
        Assert.Equal(counter, await PressAsync(clerk, counter, counter, ("method", "CASH")));
        Assert.Contains("Q-2026-00001", await ReadAsync(clerk, counter), StringComparison.Ordinal);
        Assert.Equal(counter, await PressAsync(clerk, counter, counter, ("reason", "OVERCHARGED")));

        using var cashier = Host.Browser(People.Cashier);
        var refund = (await Host.PaymentAsync(payment.Id)).Refunds.Single();
        Assert.Equal("/cash-office?done=refund", await PressAsync(cashier, "/cash-office", "/cash-office", ("reference", "AUSZUG 3"), ("refund", refund.Id.ToString())));
        Assert.Equal(PaymentState.Refunded, (await Host.PaymentAsync(payment.Id)).State);
        Assert.Contains("Nichts zurückzuzahlen", await ReadAsync(cashier, "/cash-office"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_wrong_in_the_cash_office_is_shown_again_with_the_fault()
    {
        using var cashier = Host.Browser(People.Cashier);
        using var answer = await PostAsync(cashier, "/cash-office", "/cash-office", ("kassenzeichen", "2600004175"), ("amount", "dreißig"), ("entry", ""));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Bitte prüfen Sie die Ziffern", page, StringComparison.Ordinal);
        Assert.Contains("value=\"dreißig\"", page, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(HttpClient browser, string page)
    {
        using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> FollowAsync(HttpClient browser, string page)
    {
        using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<string> PressAsync(HttpClient browser, string page, string action, params (string, string)[] fields)
    {
        using var answer = await PostAsync(browser, page, action, fields);
        Assert.True(answer.Headers.Location is not null, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        var location = answer.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.ToString();
    }

    /// <summary>Posts the form of the page that has the fields, with its hidden ones.</summary>
    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await ReadAsync(browser, page);
        var form = Forms().Matches(html).Select(match => match.Value).First(text => text.Contains("_token", StringComparison.Ordinal) && fields.All(field => text.Contains($"name=\"{field.Name}\"", StringComparison.Ordinal)));
        var values = Hidden().Matches(form).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        foreach (var (name, value) in fields) values[name] = value;
        using var content = new FormUrlEncodedContent(values);
        return await browser.PostAsync(new Uri(action, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex Hidden();
}
