using System.Globalization;
using System.Security.Claims;
using Verwaltung.GraphQl;

namespace Verwaltung.Cases.Tests;

/// <summary>What subscriptions tell of cases, and whom.</summary>
public sealed class ChangesTests : CasesTest
{
    private const string CaseChanged = "subscription ($id: ID!) { caseChanged(id: $id) { version } }";
    private const string MyCaseChanged = "subscription ($id: ID!) { myCaseChanged(id: $id) { version } }";
    private const string InboxChanged = "subscription { inboxChanged { caseId counts { new } } }";

    private Topics Topics => Host.Service<Topics>();

    [Fact]
    public async Task A_case_is_told_at_once_and_whenever_it_changed()
    {
        var id = await Host.OpenAsync();
        var version = await Host.VersionAsync(id);
        await using var clerk = Host.Follow(CaseChanged, People.Sabine, new { id = id.Value }).GetAsyncEnumerator();
        await using var applicant = Host.Follow(MyCaseChanged, People.Leyla, new { id = id.Value }).GetAsyncEnumerator();

        Assert.Equal((Told("caseChanged", version), Told("myCaseChanged", version)), (await NextAsync(clerk), await NextAsync(applicant)));

        await Host.DoAsync(new ClaimTask(id, await Host.TaskAsync(id, "entscheiden"), People.Sabine.Actor()), People.Sabine);
        Topics.Publish($"case:{id}", $"{id}");

        Assert.Equal((Told("caseChanged", version + 1), Told("myCaseChanged", version + 1)), (await NextAsync(clerk), await NextAsync(applicant)));
    }

    [Fact]
    public async Task Who_may_not_see_a_case_is_told_nothing_of_it()
    {
        var id = await Host.OpenAsync();

        Assert.Equal(["{\"data\":{\"caseChanged\":null}}"], await AllAsync(CaseChanged, People.Olga, id.Value));
        Assert.Equal(["{\"data\":{\"myCaseChanged\":null}}"], await AllAsync(MyCaseChanged, People.Karl, id.Value));
        Assert.Contains("FORBIDDEN", Assert.Single(await AllAsync(CaseChanged, People.Leyla, id.Value)), StringComparison.Ordinal);
        Assert.Contains("UNAUTHENTICATED", Assert.Single(await AllAsync(InboxChanged, People.Nobody, id.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_told_to_the_teams_that_the_case_is_with()
    {
        await Host.TellTeamsAsync();
        await using var sabine = Host.Follow(InboxChanged, People.Sabine).GetAsyncEnumerator();
        await using var olga = Host.Follow(InboxChanged, People.Olga).GetAsyncEnumerator();
        var (first, other) = (sabine.MoveNextAsync().AsTask(), olga.MoveNextAsync().AsTask());
        await CasesHost.UntilAsync(() => Task.FromResult(Topics.HasSubscribers("inbox:33/5") && Topics.HasSubscribers("inbox:50/1")));

        var id = await Host.OpenAsync();
        Topics.Publish("case", $"{id}");

        Assert.True(await first);
        Assert.Equal("{'data':{'inboxChanged':{'caseId':'ID','counts':{'new':1}}}}", sabine.Current.Replace($"{id}", "ID", StringComparison.Ordinal).Replace('"', '\''));
        Assert.False(other.IsCompleted);
        Topics.Publish("inbox:50/1", $"{id}"); // so that her enumerator rests before it is disposed of
        await other;
    }

    private static string Told(string field, long version) => string.Create(CultureInfo.InvariantCulture, $"{{\"data\":{{\"{field}\":{{\"version\":{version}}}}}}}");

    private static async Task<string> NextAsync(IAsyncEnumerator<string> told) => await told.MoveNextAsync() ? told.Current : "";

    private async Task<List<string>> AllAsync(string operation, ClaimsPrincipal user, Guid id)
    {
        var all = new List<string>();
        await foreach (var told in Host.Follow(operation, user, operation == InboxChanged ? null : new { id }))
            all.Add(told);
        return all;
    }
}
