using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Verwaltung.Messaging;
using Xunit;

namespace Verwaltung.Webhooks.Tests;

/// <summary>What a program behind a webhook receives, and what happens when it does not take it.</summary>
public sealed class DeliveryTests : WebhooksTest
{
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task A_change_arrives_as_a_CloudEvent_signed_as_Standard_Webhooks_says()
    {
        var (_, secret) = await Host.CreateAsync(Receiver.Url);
        var change = Host.Neighbours.Tell();

        await Host.UntilAsync(() => !Receiver.Arrived.IsEmpty);

        var arrived = Receiver.Arrived.Single();
        Assert.Equal(
            $$$"""{"specversion":"1.0","id":"{{{change.Id}}}","source":"urn:verwaltung","type":"de.verwaltung.case.notice_issued","subject":"{{{change.CaseId}}}","time":"2026-11-23T09:30:00+00:00","datacontenttype":"application/json","data":{"caseId":"{{{change.CaseId}}}","fileNumber":"33/5-0","procedureKey":"permit","kind":"notice_issued","version":1,"isGone":false}}""",
            arrived.Body);
        Assert.Equal(("/webhooks", "application/cloudevents+json; charset=utf-8", change.Id.ToString()), (arrived.Path, arrived.ContentType, arrived.Id));
        Assert.Equal(Host.Clock.GetUtcNow().ToUnixTimeSeconds(), arrived.Timestamp);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret!["whsec_".Length..]));
        Assert.Equal($"v1,{Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{arrived.Id}.{arrived.Timestamp}.{arrived.Body}")))}", arrived.Signature);
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_told_from_now_on_or_from_the_beginning()
    {
        var before = Host.Neighbours.Tell();
        await Host.CreateAsync($"{Receiver.Url}/now", kinds: ["notice_issued"]);
        await Host.CreateAsync($"{Receiver.Url}/all", procedureKey: "permit", fromBeginning: true);
        var (claimed, issued, other) = (Host.Neighbours.Tell("task_claimed"), Host.Neighbours.Tell(), Host.Neighbours.Tell("notice_issued", "dogs"));

        await Host.UntilAsync(() => Receiver.Arrived.Count == 5);
        Assert.Equal(new[] { issued.Id, other.Id }.Order(), Ids("/webhooks/now"));
        Assert.Equal(new[] { before.Id, claimed.Id, issued.Id }.Order(), Ids("/webhooks/all"));

        await Host.CreateAsync($"{Receiver.Url}/team", teams: ["33/5"]);
        await Host.UntilAsync(() => Host.Neighbours.LastAsked?.Teams is ["33/5"]);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_later_with_the_same_event_and_each_try_is_logged()
    {
        Receiver.Answers(500);
        var (id, _) = await Host.CreateAsync(Receiver.Url);
        Host.Neighbours.Tell();
        await Host.UntilAsync(() => Receiver.Arrived.Count == 1);
        await Host.UntilAsync(async () => await AttemptsAsync(id) is ["500"]);

        Receiver.Answers(204);
        await Host.UntilAsync(async () => (int)(await Host.WebhookAsync(id))["waiting"]! == 0, TimeSpan.FromSeconds(1));

        var delivery = Assert.Single((await Host.WebhookAsync(id))["deliveries"]!.AsArray())!;
        Assert.NotNull(delivery["deliveredAt"]);
        Assert.Equal(["500", "204"], await AttemptsAsync(id));
        Assert.All(delivery["attempts"]!.AsArray(), attempt => Assert.InRange((int)attempt!["durationMs"]!, 0, 1_000));
        Assert.Equal(2, Receiver.Arrived.Count);
        Assert.Single(Receiver.Arrived.Select(arrived => arrived.Id).Distinct());
        Assert.Single(Receiver.Arrived.Select(arrived => arrived.Body).Distinct());
    }

    [Theory]
    [InlineData("slow", "timeout"), InlineData("down", "ConnectionRefused"), InlineData("redirect", "302")]
    public async Task A_receiver_that_is_slow_down_or_elsewhere_has_not_taken_it(string how, string outcome)
    {
        var release = new TaskCompletionSource();
        if (how == "slow") Receiver.Answer = (_, http) => Task.WhenAny(release.Task, Task.Delay(Timeout.Infinite, http.RequestAborted));
        if (how == "redirect") Receiver.Answer = (_, http) => Redirect(http);
        var (id, _) = await Host.CreateAsync(how == "down" ? "http://127.0.0.1:9/" : Receiver.Url);
        Host.Neighbours.Tell();

        await Host.UntilAsync(async () => (await AttemptsAsync(id)).Contains(outcome));

        Assert.Equal(1, (int)(await Host.WebhookAsync(id))["waiting"]!);
        Assert.DoesNotContain(Receiver.Arrived, arrived => arrived.Path == "/elsewhere");
        release.SetResult();
    }

    [Fact]
    public async Task Who_answers_410_is_told_no_more_until_the_webhook_is_enabled()
    {
        Receiver.Answers(410);
        var (id, _) = await Host.CreateAsync(Receiver.Url);
        var first = Host.Neighbours.Tell();
        await Host.UntilAsync(async () => (string?)(await Host.WebhookAsync(id))["disabledWhy"] == "gone");
        var second = Host.Neighbours.Tell();
        Host.Clock.Advance(Minutes);
        Receiver.Answers(200);
        Assert.Single(Receiver.Arrived);

        await Host.SwitchAsync(id, isOn: true);

        await Host.UntilAsync(() => Receiver.Arrived.Count == 3);
        Assert.Equal([$"{first.Id}", $"{first.Id}", $"{second.Id}"], Receiver.Arrived.Select(arrived => arrived.Id).Order());
    }

    [Fact]
    public async Task When_the_tries_are_used_up_the_webhook_rests_and_nothing_is_lost()
    {
        Receiver.Answers(503);
        var (id, _) = await Host.CreateAsync(Receiver.Url);
        var changes = Enumerable.Range(0, 3).Select(_ => Host.Neighbours.Tell().Id).ToList();
        await Host.UntilAsync(async () => (string?)(await Host.WebhookAsync(id))["disabledWhy"] == "failing", Minutes);
        Assert.Contains(await Host.Service<DeadLetters>().ListAsync(), letter => letter.Type == "webhooks.deliver" && letter.Reason.Contains("503", StringComparison.Ordinal));
        changes.Add(Host.Neighbours.Tell().Id);
        Receiver.Answers(200);
        Receiver.Arrived.Clear();

        await Host.SwitchAsync(id, isOn: true);

        await Host.UntilAsync(async () => (int)(await Host.WebhookAsync(id))["waiting"]! == 0 && Receiver.Arrived.Select(arrived => arrived.Id).Distinct().Count() == 4, TimeSpan.FromSeconds(1));
        Assert.Equal(changes.Order(), Ids("/webhooks"));
    }

    [Fact]
    public async Task Who_is_down_holds_up_nobody_else_and_is_not_sent_everything_at_once()
    {
        var (down, _) = await Host.CreateAsync("http://127.0.0.1:9/");
        var (up, _) = await Host.CreateAsync(Receiver.Url);
        for (var i = 0; i < 30; i++) Host.Neighbours.Tell();
        await Host.UntilAsync(() => Receiver.Arrived.Count == 30);
        for (var i = 0; i < 120; i++) Host.Neighbours.Tell();

        await Host.UntilAsync(() => Receiver.Arrived.Count == 150);

        await Host.UntilAsync(async () => (int)(await Host.WebhookAsync(up))["waiting"]! == 0);
        await Host.UntilAsync(async () => (int)(await Host.WebhookAsync(down))["waiting"]! >= TakeChangesHandler.MostOpen);
        Assert.Equal(TakeChangesHandler.MostOpen, (int)(await Host.WebhookAsync(down))["waiting"]!);
    }

    [Fact]
    public async Task Two_hosts_send_each_event_once_and_one_takes_over_when_the_other_is_gone()
    {
        var other = await WebhooksHost.StartAsync(Database, neighbours: Host.Neighbours);
        var (id, _) = await Host.CreateAsync(Receiver.Url);
        for (var i = 0; i < 120; i++) Host.Neighbours.Tell();
        await Host.UntilAsync(() => Receiver.Arrived.Count >= 120);
        await other.DisposeAsync();
        for (var i = 0; i < 5; i++) Host.Neighbours.Tell();
        await Host.UntilAsync(() => Receiver.Arrived.Count >= 125);

        Assert.Equal(125, Receiver.Arrived.Select(arrived => arrived.Id).Distinct().Count());
        Assert.Equal(125, Receiver.Arrived.Count);
        await Host.UntilAsync(async () => (int)(await Host.WebhookAsync(id))["waiting"]! == 0);
    }

    [Fact]
    public async Task An_event_can_be_sent_once_more()
    {
        var (id, _) = await Host.CreateAsync(Receiver.Url);
        Host.Neighbours.Tell();
        await Host.UntilAsync(async () => (await Host.WebhookAsync(id))["deliveries"]!.AsArray() is [{ } one] && one["deliveredAt"] is not null);
        var deliveryId = (string)(await Host.WebhookAsync(id))["deliveries"]![0]!["id"]!;

        await Host.AskAsync("mutation($input: ResendDeliveryInput!) { resendDelivery(input: $input) { changedWebhook { id } } }", new { input = new { deliveryId } });

        await Host.UntilAsync(async () => await AttemptsAsync(id) is ["200", "200"]);
        Assert.Single(Receiver.Arrived.Select(arrived => arrived.Id).Distinct());
    }

    private static Task Redirect(Microsoft.AspNetCore.Http.HttpContext http)
    {
        if (http.Request.Path != "/elsewhere") http.Response.Redirect("/elsewhere");
        return Task.CompletedTask;
    }

    private IEnumerable<Guid> Ids(string path) => Receiver.Arrived.Where(arrived => arrived.Path == path).Select(arrived => Guid.Parse(arrived.Id)).Distinct().Order();

    private async Task<IReadOnlyList<string>> AttemptsAsync(Guid id) =>
        [.. (await Host.WebhookAsync(id))["deliveries"]!.AsArray().SelectMany(delivery => delivery!["attempts"]!.AsArray()).Select(attempt => attempt!["status"]?.ToString() ?? (string)attempt["failure"]!)];
}
