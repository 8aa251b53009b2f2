using Verwaltung.Events;
using Verwaltung.Testing;

namespace Verwaltung.Cases.Tests;

public sealed class ForgetTests : CasesTest
{
    private static readonly string[] Personal = ["Yildiz", "DO-LB 417", "leyla@example.org", "Gutenbergstraße 17", "Gutenbergstraße|17", "ildiz", "DOLB417", "leila"];

    [Fact]
    public async Task After_forgetting_nothing_of_the_person_is_in_any_table()
    {
        var id = await Host.OpenAsync();
        await Host.DecideAsync();
        await Host.DoAsync(new AddNote(id, Guid.CreateVersion7(), "Frau Yildiz ruft zurück.", People.Sabine.Actor()), People.Sabine);
        await Host.DoAsync(new HandOverTask(id, await Host.TaskAsync(id, "entscheiden"), People.Emre.Id(), "Bitte Frau Yildiz anrufen.", People.Sabine.Actor()), People.Sabine);
        await Host.DoAsync(new SetFollowUp(id, Periods.LegalTime.Day(Host.Clock.GetUtcNow()).AddDays(3), "Yildiz", People.Sabine.Actor()), People.Sabine);
        await Host.AskAsync("{ searchCases(text: \"Yildiz\") { hasMore } }", People.Sabine);
        var before = await DumpAsync(Database);
        Assert.All((string[])["Leyla Yildiz", "Bitte Frau Yildiz", " leila yildiz", "DOLB417"], text => Assert.Contains(text, before, StringComparison.Ordinal));

        await Host.Service<PersonalKeys>().ForgetAsync(People.Leyla.Id().Value);

        var dump = await DumpAsync(Database);
        Assert.All(Personal, text => Assert.DoesNotContain(text, dump, StringComparison.Ordinal));
        Assert.Equal(["███ ███"], await Database.RowsAsync("select applicant_name from inbox"));
    }

    [Fact]
    public async Task The_cases_of_a_forgotten_person_still_open_can_be_decided_and_rebuilt()
    {
        var open = await Host.OpenAsync();
        var closed = await Host.DecideAsync();
        await Host.Service<PersonalKeys>().ForgetAsync(People.Leyla.Id().Value);

        foreach (var id in (Contracts.CaseId[])[open, closed])
        {
            var answer = await Host.AskAsync(
                "query($id: ID!) { case(id: $id) { fileNumber applicantName values fields { path text byName } tasks { name } documents { name } timeline { kind subject byName } } }",
                People.Sabine, new { id = id.Value });
            Assert.Null(answer["errors"]);
            Assert.Equal("███ ███", (string)answer["data"]!["case"]!["applicantName"]!);
        }

        var rows = await Database.RowsAsync("select i::text from inbox i");
        await Host.Service<ProjectionRebuild>().RunAsync("inbox");
        await Host.Service<ProjectionRebuild>().RunAsync("cases");
        Assert.Equal(rows, await Database.RowsAsync("select i::text from inbox i"));
        Assert.Null((await Host.CompleteAsync(open, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"))).Why);
        var dump = await DumpAsync(Database);
        Assert.All(Personal, text => Assert.DoesNotContain(text, dump, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Others_cases_stay_as_they_are()
    {
        await Host.OpenAsync(People.Karl);
        var before = await Database.RowsAsync("select i::text from inbox i");

        await Host.Service<PersonalKeys>().ForgetAsync(People.Leyla.Id().Value);

        Assert.Equal(before, await Database.RowsAsync("select i::text from inbox i"));
    }

    /// <summary>Every row of every table as text.</summary>
    private static async Task<string> DumpAsync(TestDatabase database)
    {
        var dump = new List<string>();
        foreach (var table in await database.RowsAsync("select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
            dump.AddRange(await database.RowsAsync($"select t::text from {table} t"));
        return string.Join('\n', dump);
    }
}
