using System.Net;
using System.Text.Json.Nodes;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Webhooks.Tests;

/// <summary>Where webhooks may go, who may set them up, and what is kept of their secrets.</summary>
public sealed class AddressTests(WebhooksDatabase database) : IClassFixture<WebhooksDatabase>
{
    [Theory]
    [InlineData("https://portal.example.org/hooks", null), InlineData("https://93.184.216.34/", null), InlineData("https://[2606:2800:220:1::1]/", null)]
    [InlineData("http://portal.example.org/", "webhooks.not-secure"), InlineData("ftp://portal.example.org/", "webhooks.address-invalid"), InlineData("/hooks", "webhooks.address-invalid")]
    [InlineData("https://u:p@portal.example.org/", "webhooks.address-invalid"), InlineData("https://portal.example.org/#x", "webhooks.address-invalid"), InlineData("", "webhooks.address-invalid")]
    [InlineData("https://127.0.0.1/", "webhooks.not-public"), InlineData("https://2130706433/", "webhooks.not-public"), InlineData("https://0x7f.1/", "webhooks.not-public")]
    [InlineData("https://[::1]/", "webhooks.not-public"), InlineData("https://[::ffff:10.0.0.1]/", "webhooks.not-public"), InlineData("https://10.1.2.3/", "webhooks.not-public")]
    [InlineData("https://172.31.0.1/", "webhooks.not-public"), InlineData("https://192.168.1.1/", "webhooks.not-public"), InlineData("https://100.64.0.1/", "webhooks.not-public")]
    [InlineData("https://169.254.169.254/latest", "webhooks.not-public"), InlineData("https://[fe80::1]/", "webhooks.not-public"), InlineData("https://[fd00::1]/", "webhooks.not-public")]
    [InlineData("https://[64:ff9b::7f00:1]/", "webhooks.not-public"), InlineData("https://[2002:7f00:1::]/", "webhooks.not-public"), InlineData("https://0.0.0.0/", "webhooks.not-public")]
    public void Only_public_addresses_with_TLS_are_taken(string url, string? refusal) => Assert.Equal(refusal, WebhookAddress.Refuse(url, allowsPrivate: false)?.Code);

    [Theory]
    [InlineData("127.0.0.1", true), InlineData("10.0.0.1", true), InlineData("::1", true), InlineData("169.254.169.254", false), InlineData("fe80::1", false), InlineData("224.0.0.1", false), InlineData("0.0.0.0", false)]
    public void The_own_network_is_open_only_when_allowed_and_link_local_addresses_never(string address, bool mayCall) =>
        Assert.Equal((mayCall, false), (WebhookAddress.MayCall(IPAddress.Parse(address), allowsPrivate: true), WebhookAddress.MayCall(IPAddress.Parse(address), allowsPrivate: false)));

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_not_called()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await WebhooksHost.StartAsync(database, isPrivate: false);
        var (id, secret) = await host.CreateAsync(receiver.Url.Replace("http://127.0.0.1", "https://localhost", StringComparison.Ordinal));
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        host.Neighbours.Tell();

        var attempts = new JsonArray();
        await host.UntilAsync(async () => (attempts = (await host.WebhookAsync(id))["deliveries"]?.AsArray() is [{ } one, ..] ? one["attempts"]!.AsArray() : []).Count > 0);

        Assert.Equal("The address is not public.", (string)attempts[0]!["failure"]!);
        Assert.Empty(receiver.Arrived);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_lies_sealed()
    {
        await using var host = await WebhooksHost.StartAsync(database);
        var (id, secret) = await host.CreateAsync("http://127.0.0.1:9/");

        Assert.Equal((id, null), await host.CreateAsync("http://127.0.0.1:9/", id));

        var key = Convert.ToHexStringLower(Convert.FromBase64String(secret!["whsec_".Length..]));
        var row = Assert.Single(await database.RowsAsync($"select w::text from webhooks w where webhook_id = '{id}'"));
        Assert.DoesNotContain(key, row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_operators_see_and_change_webhooks()
    {
        await using var host = await WebhooksHost.StartAsync(database);
        var id = new { input = new { webhookId = Guid.CreateVersion7() } };
        foreach (var (operation, variables) in new (string, object?)[]
        {
            ("{ webhooks { id } }", null),
            ("mutation($input: DeleteWebhookInput!) { deleteWebhook(input: $input) { changedWebhook { id } errors { ... on Error { code } } } }", id),
        })
        {
            Assert.Equal("FORBIDDEN", (string?)(await host.AskAsync(operation, variables, WebhooksHost.With(RoleNames.Clerk)))["errors"]?[0]?["extensions"]?["code"]);
            Assert.Null((await host.AskAsync(operation, variables))["errors"]);
        }

        Assert.Equal("webhooks.not-found", (string)(await host.SwitchAsync(Guid.CreateVersion7(), true))["data"]!["switchWebhook"]!["errors"]![0]!["code"]!);
    }
}
