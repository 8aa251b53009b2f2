using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases.Tests;

public sealed class FiguresTests : CasesTest
{
    private const string Figures = "select procedure_key, day::text, received, decided, closed from procedure_figures order by 1, 2";
    private const string Counted = "select case_id, received_on::text, coalesce(decided_on::text, '-'), coalesce(closed_on::text, '-') from procedure_figures_cases order by 1";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Days_count_what_came_in_was_decided_and_was_closed_and_a_rebuild_says_the_same()
    {
        var daemon = await Host.ProjectAsync();
        await Host.OpenAsync();
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero)); // Tuesday already in Berlin
        await Host.DecideAsync();
        await Host.DecideAsync("post");
        await daemon.WaitForNonStaleAsync(Soon);

        string[] expected = ["permit|2026-11-23|1|0|0", "permit|2026-11-24|2|2|1"];
        var cases = await Database.RowsAsync(Counted);
        Assert.Equal(expected, await Database.RowsAsync(Figures));

        await Host.Service<ProjectionRebuild>().RunAsync("procedure_figures");
        Assert.Equal(expected, await Database.RowsAsync(Figures));
        Assert.Equal(cases, await Database.RowsAsync(Counted));

        await Host.OpenAsync();
        await daemon.WaitForNonStaleAsync(Soon);
        Assert.Equal(["permit|2026-11-23|1|0|0", "permit|2026-11-24|3|2|1"], await Database.RowsAsync(Figures));
        Assert.Equal(
            """{"data":{"procedureFigures":[{"day":"2026-11-24","received":null,"decided":null,"closed":null}]}}""",
            await Host.TellAsync("{ procedureFigures(procedure: \"permit\", from: \"2026-11-24\", to: \"2026-11-30\") { day received decided closed } }", People.Sabine));
    }

    [Fact]
    public async Task No_figure_is_told_of_fewer_than_five()
    {
        const string Ask = "{ procedureFigures(procedure: \"permit\", from: \"2026-11-01\", to: \"2026-11-30\") { received decided } }";
        var daemon = await Host.ProjectAsync();
        for (var i = 0; i < 4; i++)
            await Host.OpenAsync();
        await daemon.WaitForNonStaleAsync(Soon);
        Assert.Equal("{\"data\":{\"procedureFigures\":[{\"received\":null,\"decided\":0}]}}", await Host.TellAsync(Ask, People.Sabine));

        await Host.OpenAsync();
        await daemon.WaitForNonStaleAsync(Soon);
        Assert.Equal("{\"data\":{\"procedureFigures\":[{\"received\":5,\"decided\":0}]}}", await Host.TellAsync(Ask, People.Sabine));
    }

    [Fact]
    public async Task The_catalogue_tells_a_median_only_of_five_people_or_more()
    {
        const string Median = "{ procedure(key: \"permit\") { medianDays } }";
        var daemon = await Host.ProjectAsync();
        var opened = new List<CaseId>();
        foreach (var person in (int[])[40, 41, 42, 43, 43])
            opened.Add(await Host.OpenAsync(People.Citizen(person, "Jemand")));
        foreach (var id in opened)
        {
            Host.Clock.Advance(TimeSpan.FromDays(1));
            await DecideAsync(id);
        }

        await daemon.WaitForNonStaleAsync(Soon);
        Assert.Equal("""{"data":{"procedure":{"medianDays":null}}}""", await Host.TellAsync(Median, People.Nobody));

        await DecideAsync(await Host.OpenAsync(People.Citizen(44, "Jemand")));
        await daemon.WaitForNonStaleAsync(Soon);
        Assert.Equal("""{"data":{"procedure":{"medianDays":2}}}""", await Host.TellAsync(Median, People.Nobody)); // 0 1 2 3 4 5: the lower of the middle
    }

    private async Task DecideAsync(CaseId id)
    {
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        await Host.WorkAsync(id);
    }
}
