using System.Net;
using System.Text.RegularExpressions;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Webhooks.Tests;

/// <summary>The operator's page, without JavaScript.</summary>
public sealed partial class WebhooksPageTests : WebhooksTest
{
    [Fact]
    public async Task An_operator_sets_up_a_webhook_sees_its_secret_once_and_its_log_and_stops_it()
    {
        using var http = Http();
        var empty = await http.GetStringAsync(new Uri("/operations/webhooks", UriKind.Relative));
        Assert.Contains("Es gibt noch keinen Webhook", empty, StringComparison.Ordinal);

        var (status, created) = await PostAsync(http, empty, "new", ("id", Value(empty, "id")), ("url", Receiver.Url), ("kinds", "notice_issued, case_opened"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches("whsec_[A-Za-z0-9+/&#;x]{43,}", created);
        Host.Neighbours.Tell();
        await Host.UntilAsync(async () => (await http.GetStringAsync(new Uri("/operations/webhooks", UriKind.Relative))).Contains("zugestellt</td>", StringComparison.Ordinal));

        var page = await http.GetStringAsync(new Uri("/operations/webhooks", UriKind.Relative));
        Assert.DoesNotContain("whsec_", page, StringComparison.Ordinal);
        Assert.Contains("notice_issued, case_opened", page, StringComparison.Ordinal);
        var (_, stopped) = await PostAsync(http, page, "webhooks", ("off", OffButton().Match(page).Groups[1].Value));
        Assert.Contains("Angehalten", stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_is_refused_beside_the_field_and_stays_there()
    {
        using var http = Http();
        var empty = await http.GetStringAsync(new Uri("/operations/webhooks", UriKind.Relative));

        var (status, page) = await PostAsync(http, empty, "new", ("id", Value(empty, "id")), ("url", "portal.example.org"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("value=\"portal.example.org\"", page, StringComparison.Ordinal);
        Assert.Contains("mit https:// beginnt", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private HttpClient Http() => new() { BaseAddress = Host.Address, DefaultRequestHeaders = { { "X-Role", RoleNames.Operator }, { "Accept-Language", "de" } } };

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(HttpClient http, string from, string handler, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([new("_handler", handler), new("_token", Value(from, "_token")), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var answer = await http.PostAsync(new Uri("/operations/webhooks", UriKind.Relative), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Value(string page, string name) => Regex.Match(page, $"name=\"{name}\" value=\"(.*?)\"").Groups[1].Value;

    [GeneratedRegex("name=\"off\" value=\"(.*?)\"")]
    private static partial Regex OffButton();
}
