using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Verwaltung.Cases;
using Verwaltung.GraphQl;
using Verwaltung.Web;

namespace Verwaltung.Bench;

/// <summary>
/// The first inbox page of a clerk of five teams, by the operation that the page uses, 16 readers: of 1,000,000 cases with 200,000 open ones,
/// in turn with 10,000 cases.
/// </summary>
internal static class InboxPages
{
    private const int Readers = 16, WarmUp = 5, Rounds = 6, Few = 10_000, Many = 1_000_000;

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        var many = premises.Services;
        var few = await premises.BesideAsync("few");
        await InboxRows.FillAsync(few.GetRequiredService<NpgsqlDataSource>(), Few, clerks: 20);
        await InboxRows.FillAsync(many.GetRequiredService<NpgsqlDataSource>(), Many, clerks: 200);
        var answers = new List<Answer>();
        foreach (var (name, variables) in Pages()) answers.Add(await AskAsync(name, variables, few, many));
        return answers;
    }

    private static IEnumerable<(string Name, JsonObject Variables)> Pages() =>
    [
        ("(a) open, one procedure, newest first", Variables("TEAM", new JsonObject { ["procedureKey"] = new JsonObject { ["eq"] = "procedure-7" } }, newest: true)),
        ("(b) unassigned, by due date", Variables("NEW", null, newest: false)),
        ("(c) overdue and mine", Variables("MINE", new JsonObject { ["due"] = new JsonObject { ["lt"] = InboxRows.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) } }, newest: false)),
    ];

    private static JsonObject Variables(string view, JsonObject? where, bool newest) => new()
    {
        ["view"] = view,
        ["where"] = where,
        ["order"] = new JsonArray(newest ? new JsonObject { ["receivedAt"] = "DESC" } : new JsonObject { ["due"] = "ASC" }),
        ["first"] = 20,
        ["language"] = "de",
    };

    private static async Task<Answer> AskAsync(string name, JsonObject variables, IServiceProvider few, IServiceProvider many)
    {
        var (ofMany, ofFew, times) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var large = await Slices.ForAsync(Readers, TimeSpan.FromSeconds(1), reader => ReadAsync(many, variables, reader));
            var small = await Slices.ForAsync(Readers, TimeSpan.FromSeconds(1), reader => ReadAsync(few, variables, reader));
            if (round < 0) continue; // until the code is compiled and the pages are in memory
            ofMany.Add(Slices.Percentile(large.Times, 0.5));
            ofFew.Add(Slices.Percentile(small.Times, 0.5));
            times.AddRange(large.Times);
        }

        var (median, ratio) = (Slices.Percentile(times, 0.5), Quartiles.Of(ofMany.Zip(ofFew, (large, small) => large / small)));
        return new(
            $"inbox {name}, 1,000,000 cases", Slices.Text($"median {median:0.0} ms, p99 {Slices.Percentile(times, 0.99):0.0} ms"),
            Slices.Text($"10,000 cases {Quartiles.Of(ofFew).Median:0.0} ms"), $"ratio {ratio}", "< 20 ms, <= 3", median < 20 && ratio.Median <= 3);
    }

    private static async Task ReadAsync(IServiceProvider services, JsonObject variables, int reader)
    {
        await using var scope = services.CreateAsyncScope();
        var request = new GraphQlRequest(Graph.Document(typeof(InboxPage)), (JsonObject)variables.DeepClone(), nameof(InboxPage));
        var result = await services.GetRequiredService<GraphQlExecutor>().ExecuteAsync(request, scope.ServiceProvider, Clerks[reader], default);
        var page = result.ToJson();
        if (page["errors"] is { } errors || page["data"]!["inbox"]!["nodes"]!.AsArray().Count == 0)
            throw new InvalidOperationException($"Expected a page with cases, but found {page.ToJsonString()}");
    }

    private static readonly ClaimsPrincipal[] Clerks = [.. Enumerable.Range(0, Readers).Select(InboxRows.Clerk)];
}

/// <summary>Rows of the inbox and of the cases as the projections write them: 50 teams, 20 procedures, one case in five open, three in ten of those taken by a clerk.</summary>
internal static class InboxRows
{
    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>A clerk of five of the teams, with some tasks of their own.</summary>
    public static ClaimsPrincipal Clerk(int number) => new(new ClaimsIdentity(
        Premises.Staff(Enumerable.Range(0, 5).Select(i => $"team-{(number + i * 10) % 50}")).Claims
            .Where(claim => claim.Type != Organisation.Contracts.ClaimNames.Subject)
            .Append(new(Organisation.Contracts.ClaimNames.Subject, Person(number))), "bench"));

    public static async Task FillAsync(NpgsqlDataSource source, int cases, int clerks)
    {
        await Premises.RunAsync(source, $"insert into people (id, kind, name) select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'staff', 'Clerk ' || i from generate_series(0, {clerks - 1}) i");
        await Premises.RunAsync(source, $"""
            insert into cases (case_id, file_number, procedure_key, bundle, applicant, team, step, outcome, received_at, closed_at, version)
            select md5(i::text)::uuid, '33.52-2026/' || lpad(i::text, 7, '0'), 'procedure-' || i % 20, repeat('0', 64), md5('p' || i)::uuid, 'team-' || i % 50,
                   case when i % 5 = 0 then 'Antrag prüfen und entscheiden' else 'closed' end, case when i % 5 <> 0 then 'bewilligt' end,
                   now() - i * interval '20 second', case when i % 5 <> 0 then now() end, 48
            from generate_series(1, {cases}) i
            """);
        await Premises.RunAsync(source, $"""
            insert into inbox (case_id, team, file_number, procedure_key, task_id, step, state, assignee, applicant_name, received_at, due, version)
            select md5(i::text)::uuid, 'team-' || i / 5 % 50, '33.52-2026/' || lpad(i::text, 7, '0'), 'procedure-' || (random() * 19)::int, md5('t' || i)::uuid,
                   'Antrag prüfen und entscheiden', case when taken then 'claimed' else 'ready' end,
                   case when taken then ('00000000-0000-7000-8000-' || lpad(to_hex(i / 5 % {clerks}), 12, '0'))::uuid end, 'Leyla Brandt',
                   now() - i * interval '20 second', current_date + ((random() * 60)::int - 30), 48
            from (select i, random() < 0.3 as taken from generate_series(5, {cases}, 5) i) open
            """);
        await Premises.RunAsync(source, "vacuum analyze cases, inbox, people");
    }

    private static string Person(int number) => $"00000000-0000-7000-8000-{number:x12}";
}
