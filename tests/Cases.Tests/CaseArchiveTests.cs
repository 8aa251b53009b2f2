using Marten;
using Verwaltung.Events;
using Verwaltung.Periods;

namespace Verwaltung.Cases.Tests;

public sealed class CaseArchiveTests : CasesTest
{
    [Fact]
    public async Task Cases_closed_before_a_day_leave_the_hot_table_and_are_shown_as_before()
    {
        var (closed, open) = (await Host.DecideAsync(), await Host.DecideAsync("post")); // the letter still has to be posted
        Assert.Equal((true, false), ((await Host.CaseAsync(closed)).IsClosed, (await Host.CaseAsync(open)).IsClosed));
        var before = await ShownAsync(closed);
        Host.Clock.Advance(TimeSpan.FromDays(40));
        var today = LegalTime.Day(Host.Clock.GetUtcNow());

        Assert.Equal((0, 0), await ArchiveAsync(today.AddDays(-50)));
        Assert.Equal((1, await VersionAsync(closed)), await ArchiveAsync(today));
        Assert.Equal((0, 0), await ArchiveAsync(today));

        Assert.Equal(["0"], await Database.RowsAsync($"select count(*) from mt_events where stream_id = '{closed}' and not is_archived"));
        Assert.Equal([$"{await VersionAsync(open)}"], await Database.RowsAsync($"select count(*) from mt_events where stream_id = '{open}' and not is_archived"));
        Assert.Equal(before, await ShownAsync(closed));
        await Host.Service<ProjectionRebuild>().RunAsync("cases");
        Assert.Equal(["2"], await Database.RowsAsync("select count(*) from cases"));
    }

    private async Task<int> VersionAsync(Contracts.CaseId id) => (int)await Host.VersionAsync(id);

    private Task<(int Cases, long Events)> ArchiveAsync(DateOnly day) => ArchiveCommand.ArchiveAsync(Database.Source, Host.Service<EventArchive>(), day, default);

    private Task<string> ShownAsync(Contracts.CaseId id) =>
        Host.TellAsync("query($id: ID!) { case(id: $id) { fileNumber step isClosed values timeline { at kind subject byName } } }", People.Sabine, new { id = id.Value });
}
