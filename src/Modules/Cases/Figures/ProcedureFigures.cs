using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>What happened with a procedure on a day.</summary>
[ObjectType]
internal sealed record ProcedureFigure(DateOnly Day, int? Received, int? Decided, int? Closed);

/// <summary>Half of the cases decided last took at most this long.</summary>
internal sealed record MedianDuration(int Days);

[QueryType]
internal static class ProcedureFiguresQueries
{
    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription(
        "Cases of a procedure received, decided and closed, day by day; "
        + "days without any are left out, figures from one to four are null. May be a moment behind.")]
    public static async Task<IReadOnlyList<ProcedureFigure>> ProcedureFiguresAsync(
        string procedure, DateOnly from, DateOnly to, NpgsqlDataSource source, CancellationToken cancellation)
    {
        var figures = await source.ListAsync<ProcedureFigure>(
            "select day, received, decided, closed from procedure_figures where procedure_key = $1 and day between $2 and $3 order by day",
            cancellation, procedure, from, to);
        return [.. figures.Select(day => new ProcedureFigure(day.Day, Told(day.Received), Told(day.Decided), Told(day.Closed)))];
    }

    // Fewer than five cases are fewer than five people's, and few enough to say who decided them.
    private static int? Told(int? figure) => figure is > 0 and < 5 ? null : figure;
}

[ExtendObjectType("Procedure")]
internal static class ProcedureDuration
{
    // Of fewer than five people no figure is told: it would tell something of each of them.
    private const string Medians = """
        select key, percentile_disc(0.5) within group (order by last.days) as days
        from unnest($1) asked (key) cross join lateral (
          select f.decided_on - f.received_on as days, c.applicant
          from procedure_figures_cases f join cases c using (case_id)
          where f.procedure_key = asked.key and f.decided_on is not null order by f.decided_on desc limit 500) last
        group by key having count(distinct last.applicant) >= 5
        """;

    [GraphQLDescription(
        "Calendar days from receipt to decision, the median of the last 500 decided cases; null as long as these are fewer than five people's.")]
    public static async Task<int?> MedianDaysAsync([Parent("Key")] string key, DataLoader<string, MedianDuration> durations) =>
        (await durations.LoadAsync(key))?.Days;

    [DataLoader]
    internal static async Task<IReadOnlyDictionary<string, MedianDuration>> MedianDurationsAsync(
        IReadOnlyList<string> keys, NpgsqlDataSource source, CancellationToken cancellation)
    {
        var medians = await source.ListAsync<Median>(Medians, cancellation, keys.ToArray());
        return medians.ToDictionary(median => median.Key, median => new MedianDuration(median.Days));
    }

    private sealed record Median(string Key, int Days);
}
