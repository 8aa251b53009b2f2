using Verwaltung.Outcomes;

namespace Verwaltung.Cases.Tests;

public sealed class WithdrawalTests : CasesTest
{
    [Fact]
    public async Task Who_takes_an_application_back_gets_a_confirmation_and_nothing_is_left_to_do()
    {
        var id = await Host.OpenAsync();
        await Host.DoAsync(new ClaimTask(id, await Host.TaskAsync(id, "entscheiden"), People.Sabine.Actor()), People.Sabine);

        Assert.Null((await WithdrawAsync(id, People.Leyla, "portal")).Why);
        await Host.WorkAsync(id);

        var @case = await Host.CaseAsync(id);
        Assert.Equal((true, "portal", 0, 0, 0), (@case.IsClosed, @case.Withdrawal!.Channel, @case.Process.OpenTasks.Count, @case.Process.OpenTimers.Count, @case.Claims.Count));
        Assert.Equal(["withdrawal"], @case.Documents.Select(document => document.Kind));
        Assert.Contains(await CasesHost.SentAsync(Database, id), sent => sent.StartsWith("documents.send_mail|", StringComparison.Ordinal) && sent.Contains("news", StringComparison.Ordinal));
        Assert.Empty(await Database.RowsAsync($"select case_id::text from inbox where case_id = '{id}'"));
        Assert.Equal(
            """{"data":{"myCase":{"isClosed":true,"canBeWithdrawn":false,"withdrawal":{"channel":"portal"},"documents":[{"kind":"withdrawal"}]}}}""",
            await Host.TellAsync("query($id: ID!) { myCase(id: $id) { isClosed canBeWithdrawn withdrawal { channel } documents { kind } } }", People.Leyla, new { id = id.Value }));
        Assert.Contains("application_withdrawn", await Host.TellAsync("query($id: ID!) { case(id: $id) { timeline { kind subject byName } } }", People.Sabine, new { id = id.Value }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clerk_writes_down_how_it_came_and_a_second_time_changes_nothing()
    {
        var id = await Host.OpenAsync();
        const string Withdraw = "mutation($input: WithdrawApplicationInput!) { withdrawApplication(input: $input) { errors { ... on Error { code } } } }";

        Assert.Equal("""{"data":{"withdrawApplication":{"errors":null}}}""", await Host.TellAsync(Withdraw, People.Sabine, new { input = new { caseId = id.Value, channel = "PHONE" } }));
        var version = await Host.VersionAsync(id);
        Assert.Null((await WithdrawAsync(id, People.Leyla, "portal")).Why);

        Assert.Equal(version, await Host.VersionAsync(id));
        Assert.Equal("phone", (await Host.CaseAsync(id)).Withdrawal!.Channel);
        Assert.Equal(("phone", "clerk"), ((await Host.CaseAsync(id)).Text("ruecknahme.weg"), (await Host.CaseAsync(id)).Process.OriginOf("ruecknahme.weg")!.Origin));
    }

    [Fact]
    public async Task After_the_notice_was_issued_it_is_too_late_and_strangers_have_no_such_case()
    {
        var decided = await Host.DecideAsync();
        var open = await Host.OpenAsync();

        Assert.Equal((Outcome<ChangedCase>)new WithdrawalOver(), await WithdrawAsync(decided, People.Leyla, "portal"));
        Assert.Equal((Outcome<ChangedCase>)new WithdrawalOver(), await WithdrawAsync(decided, People.Sabine, "phone"));
        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await WithdrawAsync(open, People.Karl, "portal"));
        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await WithdrawAsync(open, People.Olga, "phone"));
        Assert.False((await Host.CaseAsync(open)).IsClosed);
    }

    private Task<Outcome<ChangedCase>> WithdrawAsync(Contracts.CaseId id, System.Security.Claims.ClaimsPrincipal by, string channel) =>
        Host.DoAsync(new WithdrawApplication(id, channel, by.Actor()), by);
}
