using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;

namespace Verwaltung.Cases.Tests;

public sealed class LikeCasesTests : CasesTest
{
    private const string Ask = "query($id: ID!) { case(id: $id) { likeCases { id zone outcome sameZone } } }";

    [Fact]
    public async Task The_decision_shows_how_like_cases_went_the_same_zone_first()
    {
        var other = await DecideAsync(People.Karl, "Löwenstraße", "WEITER_WEG");
        var same = await DecideAsync(People.Citizen(40, "Jemand"), "Gutenbergstraße", "WEITER_WEG");
        await DecideAsync(People.Citizen(41, "Jemand"), "Gutenbergstraße", "KEINE_ZONE");
        var id = await OpenAsync(People.Leyla, "Gutenbergstraße", "WEITER_WEG");

        var answer = await Host.TellAsync(Ask, People.Sabine, new { id = id.Value });

        Assert.Equal(
            "{\"data\":{\"case\":{\"likeCases\":[" +
            $"{{\"id\":\"{same.Value}\",\"zone\":\"Gutenbergstraße\",\"outcome\":\"bewilligt\",\"sameZone\":true}}," +
            $"{{\"id\":\"{other.Value}\",\"zone\":\"Löwenstraße\",\"outcome\":\"bewilligt\",\"sameZone\":false}}]}}}}}}", answer);
    }

    [Fact]
    public async Task Precedents_name_nobody_and_those_of_forgotten_people_are_gone()
    {
        await DecideAsync(People.Karl, "Gutenbergstraße", "WEITER_WEG");
        var row = Assert.Single(await Database.RowsAsync("select p::text from precedents p"));
        Assert.DoesNotContain("Yildiz", row, StringComparison.Ordinal);

        await Host.Service<PersonalKeys>().ForgetAsync(People.Karl.Id().Value);

        Assert.Empty(await Database.RowsAsync("select p::text from precedents p"));
    }

    private async Task<CaseId> DecideAsync(System.Security.Claims.ClaimsPrincipal applicant, string zone, string reason)
    {
        var id = await OpenAsync(applicant, zone, reason);
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        await Host.WorkAsync(id);
        return id;
    }

    private async Task<CaseId> OpenAsync(System.Security.Claims.ClaimsPrincipal applicant, string zone, string reason)
    {
        var id = await Host.OpenAsync(applicant, ask: false);
        var found = FeelContext.Empty.WithPath("zone.name", zone).WithPath("pruefung.ergebnis", "ermessen")
            .WithPath("pruefung.gruende", FeelList.From([FeelContext.Empty.With("code", reason).With("ergebnis", "ermessen")]));
        await Host.Bus.InvokeAsync(new CompleteJob(id, await Host.JobAsync(id, "melderegister"), found, "register:melderegister"));
        return id;
    }
}
