using System.Text.Json.Nodes;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Testing.Held;

namespace Verwaltung.Cases.Tests;

/// <summary>What an operator sees of what has stopped, and can do about it.</summary>
public sealed class OperationsTests : CasesTest
{
    private const string Steps = "{ stoppedSteps { caseId incidentId fileNumber elementId elementName code message } }";
    private const string Messages = "{ failedMessages { id type reason attempts } messageNumbers { dead } }";
    private const string Retry = "mutation($input: RetryIncidentInput!) { retryIncident(input: $input) { changedCase { version } errors { ... on Error { code } } } }";
    private const string Replay = "mutation($input: ReplayMessageInput!) { replayMessage(input: $input) { changedMessage { id } errors { ... on Error { code } } } }";
    private const string Discard = "mutation($input: DiscardMessageInput!) { discardMessage(input: $input) { changedMessage { id } errors { ... on Error { code } } } }";

    [Fact]
    public async Task A_stopped_step_is_listed_and_goes_on_when_it_is_retried()
    {
        var id = await Host.OpenAsync(ask: false);
        await Host.Bus.InvokeAsync(new FailJob(id, await Host.JobAsync(id, "melderegister"), "Das Register antwortet Unsinn."));

        var step = Assert.Single((await DataAsync(Steps))["stoppedSteps"]!.AsArray())!;
        Assert.Equal(
            (id.ToString(), (await Host.CaseAsync(id)).FileNumber, "register", "Register fragen"),
            ((string)step["caseId"]!, (string)step["fileNumber"]!, (string)step["elementId"]!, (string)step["elementName"]!));
        Assert.EndsWith("Das Register antwortet Unsinn.", (string)step["message"]!, StringComparison.Ordinal);

        var input = new { input = new { caseId = id.Value, incidentId = (string)step["incidentId"]! } };
        var version = (long)(await DataAsync(Retry, input))["retryIncident"]!["changedCase"]!["version"]!;
        Assert.Equal(await Host.VersionAsync(id), version);
        Assert.NotEqual(Guid.Empty, await Host.JobAsync(id, "melderegister"));
        Assert.Empty((await DataAsync(Steps))["stoppedSteps"]!.AsArray());
        Assert.Equal("cases.nothing-to-mend", (string)(await DataAsync(Retry, input))["retryIncident"]!["errors"]![0]!["code"]!);
        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task A_value_is_put_right_by_those_who_work_on_the_case_and_the_step_goes_on()
    {
        var id = await Host.OpenAsync(ask: false);
        await Host.Bus.InvokeAsync(new FailJob(id, await Host.JobAsync(id, "melderegister"), "Die Straße gibt es nicht."));
        var incident = Assert.Single((await Host.CaseAsync(id)).Process.Incidents).Key;
        async Task<string> RetryAsync(System.Security.Claims.ClaimsPrincipal person, string path) => (await Host.TellAsync(
            Retry, person, new { input = new { caseId = id.Value, incidentId = incident, corrections = new[] { new { path, value = "Gutenbergstr." } } } })).Replace("\"changedCase\":null,", "", StringComparison.Ordinal);

        Assert.Contains("cases.not-found", await RetryAsync(People.Otto, "antrag.strasse"), StringComparison.Ordinal);
        Assert.Contains("cases.not-found", await RetryAsync(People.Olga, "antrag.strasse"), StringComparison.Ordinal);
        foreach (var path in (string[])["", "antrag..strasse", "antrag strasse", "fall.ziel", "zahlung.bezahlt", "zahlung"])
            Assert.Contains("cases.correction-invalid", await RetryAsync(People.Sabine, path), StringComparison.Ordinal);
        Assert.Contains(incident, (await Host.CaseAsync(id)).Process.Incidents.Keys);

        Assert.Contains("\"version\":", await RetryAsync(People.Sabine, "antrag.strasse"), StringComparison.Ordinal);

        var mended = await Host.CaseAsync(id);
        Assert.Equal(("Gutenbergstr.", "17"), (mended.Text("antrag.strasse"), mended.Text("antrag.hausnummer")));
        Assert.Equal("clerk", mended.Process.OriginOf("antrag.strasse")!.Origin);
        Assert.NotEqual(Guid.Empty, await Host.JobAsync(id, "melderegister"));
    }

    [Fact]
    public async Task A_dead_letter_is_listed_and_done_when_it_is_replayed()
    {
        var letter = await BuryAsync();
        Assert.Equal(("tests.stumble", "InvalidOperationException: Stumbled over a stone.", 1), ((string)letter["type"]!, (string)letter["reason"]!, (int)letter["attempts"]!));
        Host.Neighbours.Stumbles = false;

        var input = new { input = new { messageId = (string)letter["id"]! } };
        Assert.Equal((string)letter["id"]!, (string)(await DataAsync(Replay, input))["replayMessage"]!["changedMessage"]!["id"]!);

        await CasesHost.UntilAsync(async () => (await HeldMessages.RowsAsync(Database.Source, "select count(*) from messages where type = 'tests.stumble'"))[0] == "0");
        Assert.Empty((await DataAsync(Messages))["failedMessages"]!.AsArray());
        Assert.Equal("cases.message-not-failed", (string)(await DataAsync(Replay, input))["replayMessage"]!["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task A_dead_letter_that_is_discarded_is_gone_unhandled()
    {
        var input = new { input = new { messageId = (string)(await BuryAsync())["id"]! } };

        Assert.NotNull((await DataAsync(Discard, input))["discardMessage"]!["changedMessage"]);

        Assert.Equal("""{"failedMessages":[],"messageNumbers":{"dead":0}}""", (await DataAsync(Messages)).ToJsonString());
        Assert.Equal("cases.message-not-failed", (string)(await DataAsync(Discard, input))["discardMessage"]!["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task Only_operators_see_and_mend_it()
    {
        var message = new { input = new { messageId = Guid.CreateVersion7() } };
        foreach (var (operation, variables) in new (string, object?)[] { (Steps, null), (Messages, null), (Replay, message), (Discard, message) })
        {
            Assert.Equal("FORBIDDEN", await CodeAsync(operation, People.Sabine, variables));
            Assert.Equal("FORBIDDEN", await CodeAsync(operation, People.Leyla, variables));
            Assert.Equal("UNAUTHENTICATED", await CodeAsync(operation, People.Nobody, variables));
        }
    }

    private async Task<JsonNode> BuryAsync()
    {
        await Host.KeepDeliveringAsync();
        await Host.Bus.PublishAsync(new Stumble("a stone"));
        JsonArray letters = [];
        await CasesHost.UntilAsync(async () => (letters = (await DataAsync(Messages))["failedMessages"]!.AsArray()).Count > 0);
        return Assert.Single(letters)!;
    }

    private async Task<JsonNode> DataAsync(string operation, object? variables = null)
    {
        var answer = await Host.AskAsync(operation, People.Otto, variables);
        return answer["data"] ?? throw new InvalidOperationException($"Expected data, but found {answer.ToJsonString()}.");
    }

    private async Task<string?> CodeAsync(string operation, System.Security.Claims.ClaimsPrincipal user, object? variables) =>
        (string?)(await Host.AskAsync(operation, user, variables))["errors"]?[0]?["extensions"]?["code"];
}
