using System.Text.Json.Nodes;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Tests;

public sealed class InboxTests : CasesTest
{
    private const string Rows = "select team, step, state, coalesce(assignee::text, '-'), due::text, version from inbox order by team";

    [Fact]
    public async Task The_row_is_the_state_after_every_command()
    {
        var id = await Host.OpenAsync(announcement: "post", ask: false);
        await RowIsAsync(id, "33/5|job:melderegister|waiting|-|2026-11-26");
        await Host.Bus.InvokeAsync(new CompleteJob(id, await Host.JobAsync(id, "melderegister"), Feel.FeelContext.Empty, "register:melderegister"));
        await RowIsAsync(id, "33/5|Antrag entscheiden|ready|-|2026-11-26");
        var task = await Host.TaskAsync(id, "entscheiden");
        await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);
        await RowIsAsync(id, $"33/5|Antrag entscheiden|claimed|{People.Sabine.Id()}|2026-11-26");
        await Host.DoAsync(new ReleaseTask(id, task, People.Sabine.Actor()), People.Sabine);
        await RowIsAsync(id, "33/5|Antrag entscheiden|ready|-|2026-11-26");
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        await RowIsAsync(id, "33/5|job:bescheid-entwerfen|waiting|-|2026-11-26");
        await Host.WorkAsync(id);
        await RowIsAsync(id, "33/5|message:aufgegeben|waiting|-|2026-11-26");
        await Host.Bus.InvokeAsync(new CorrelateMessage(id, "aufgegeben", Feel.FeelContext.Empty, "process"));
        Assert.Empty(await Database.RowsAsync(Rows));
        Assert.Equal(["closed|bewilligt|t"], await Database.RowsAsync("select step, outcome, (closed_at is not null)::text::char(1) from cases"));
    }

    private async Task RowIsAsync(CaseId id, string row) =>
        Assert.Equal([$"{row}|{await Host.VersionAsync(id)}"], await Database.RowsAsync(Rows));
}

/// <summary>The inbox through the API, over 120 rows of three teams with many equal dates.</summary>
public sealed class InboxQueryTests : CasesTest
{
    private const string Query = """
        query($view: InboxView!, $where: InboxItemFilterInput, $order: [InboxItemSortInput!], $first: Int, $after: String, $last: Int, $before: String) {
          inbox(view: $view, where: $where, order: $order, first: $first, after: $after, last: $last, before: $before) {
            nodes { fileNumber } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """;

    private static readonly System.Security.Claims.ClaimsPrincipal Nora = People.Staff(30, "Nora Drei", ["33/5", "33/6", "33/7"], RoleNames.Clerk);

    private static readonly string Mine = $"assignee = '{People.Staff(30, "", []).Id()}'";

    public static TheoryData<string, string, object?, object?, string> Lists => new()
    {
        { "TEAM", $"team in ('33/5','33/6','33/7')", null, null, "received_at desc, case_id desc, team desc" },
        { "TEAM", $"team in ('33/5','33/6','33/7')", null, new[] { new { due = "ASC" } }, "due, case_id, team" },
        { "TEAM", "team in ('33/5','33/6','33/7') and procedure_key = 'a'", new { procedureKey = new { eq = "a" } }, null, "received_at desc, case_id desc, team desc" },
        { "NEW", "team in ('33/5','33/6','33/7') and assignee is null and state = 'ready'", null, new[] { new { due = "ASC" } }, "due, case_id, team" },
        { "OVERDUE", "team in ('33/5','33/6','33/7') and due < '2026-11-23'", null, new[] { new { receivedAt = "ASC" } }, "received_at, case_id, team" },
        { "MINE", "mine", null, new[] { new { due = "DESC" } }, "due desc, case_id desc, team desc" },
        { "MINE", "mine and due < '2026-11-23'", new { due = new { lt = "2026-11-23" } }, new[] { new { due = "ASC" } }, "due, case_id, team" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_is_paged_without_losing_or_repeating_forward_and_backward(string view, string condition, object? where, object? order, string orderBy)
    {
        await FillAsync(120);
        var expected = await Database.RowsAsync($"select file_number from inbox where {condition.Replace("mine", Mine, StringComparison.Ordinal)} order by {orderBy}");
        Assert.True(expected.Count >= 10, $"Expected more than one page, but there are {expected.Count} rows.");

        Assert.Equal(expected, await ForwardAsync(view, where, order));
        Assert.Equal(expected, await BackwardAsync(view, where, order));
    }

    [Fact]
    public async Task The_count_stops_at_a_thousand()
    {
        await FillAsync(3 * 1100);

        var answer = await Host.AskAsync(Query, Nora, new { view = "TEAM", first = 1 });

        Assert.Equal("1000", answer["data"]!["inbox"]!["totalCount"]!.ToJsonString());
    }

    [Fact]
    public async Task A_case_with_two_of_one_s_teams_keeps_both_rows_wherever_a_page_ends()
    {
        await Database.ExecuteAsync("""
            insert into inbox (case_id, team, file_number, procedure_key, task_id, step, state, applicant_name, received_at, due, version)
            select '0193a3f0-0001-7000-8000-000000000001', '33/' || n, 'N' || n, 'a', gen_random_uuid(), 'Prüfen', 'ready', 'Name', now(), '2026-11-20', 1 from generate_series(5, 7) n
            """);

        Assert.Equal(["N7", "N6", "N5"], await ForwardAsync("NEW", null, null, size: 1));
        Assert.Equal(["N7", "N6", "N5"], await BackwardAsync("NEW", null, null, size: 1));
        Assert.Equal(["N5", "N6", "N7"], await ForwardAsync("TEAM", null, new[] { new { due = "ASC" } }, size: 2));
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused_in_words()
    {
        await FillAsync(12);
        var first = await Host.AskAsync(Query, Nora, new { view = "TEAM", first = 2 });

        var answer = await Host.AskAsync(Query, Nora, new { view = "TEAM", first = 2, order = new[] { new { due = "ASC" } }, after = (string)first["data"]!["inbox"]!["pageInfo"]!["endCursor"]! });

        Assert.Equal("BAD_USER_INPUT", (string)answer["errors"]![0]!["extensions"]!["code"]!);
    }

    [Fact]
    public async Task A_clerk_of_another_team_gets_nothing_and_a_citizen_is_forbidden()
    {
        var id = await Host.OpenAsync();
        var task = await Host.TaskAsync(id, "entscheiden");
        var version = await Host.VersionAsync(id);
        const string Case = "query($id: ID!) { case(id: $id) { fileNumber } }";

        Assert.Equal("""{"data":{"inbox":{"nodes":[]}}}""", await Host.TellAsync("{ inbox { nodes { fileNumber } } }", People.Olga));
        Assert.Equal("""{"data":{"case":null}}""", await Host.TellAsync(Case, People.Olga, new { id = id.Value }));
        var variables = new { id = id.Value, task, version };
        foreach (var operation in (string[])
        [
            "{ inbox { nodes { fileNumber } } }",
            "query($id: ID!) { case(id: $id) { fileNumber } }",
            "{ procedureFigures(procedure: \"permit\", from: \"2026-01-01\", to: \"2026-12-31\") { day } }",
            "mutation($id: ID!, $task: ID!) { claimTask(input: { caseId: $id, taskId: $task }) { errors { ... on Error { code } } } }",
            "mutation($id: ID!, $task: ID!) { releaseTask(input: { caseId: $id, taskId: $task }) { errors { ... on Error { code } } } }",
            "mutation($id: ID!, $task: ID!, $version: Long!) { completeTask(input: { caseId: $id, taskId: $task, expectedVersion: $version }) { errors { ... on Error { code } } } }",
            "mutation($id: ID!, $task: ID!) { retryIncident(input: { caseId: $id, incidentId: $task }) { errors { ... on Error { code } } } }",
        ])
        {
            Assert.Equal("FORBIDDEN", await CodeAsync(operation, People.Leyla, variables));
            Assert.Equal("UNAUTHENTICATED", await CodeAsync(operation, People.Nobody, variables));
        }

        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task A_clerk_decides_over_the_api_and_a_repeated_key_answers_the_same()
    {
        var id = await Host.OpenAsync();
        const string Complete = """
            mutation($input: CompleteTaskInput!) { completeTask(input: $input) { changedCase { version } errors { ... on Error { code } ... on FieldsInvalid { fields { key code } } } } }
            """;
        var input = new
        {
            caseId = id.Value,
            taskId = await Host.TaskAsync(id, "entscheiden"),
            expectedVersion = await Host.VersionAsync(id),
            idempotencyKey = "einmal",
            language = "de",
            fields = new[] { new { key = "entscheidung.ergebnis", values = new[] { "abgelehnt" } } },
        };

        var first = await Host.TellAsync(Complete, People.Sabine, new { input });

        Assert.Equal($$$$"""{"data":{"completeTask":{"changedCase":{"version":{{{{await Host.VersionAsync(id)}}}}},"errors":null}}}""", first);
        Assert.Equal(first, await Host.TellAsync(Complete, People.Sabine, new { input }));
        Assert.Equal("BAD_USER_INPUT", await CodeAsync(Complete, People.Sabine, new { input = new { input.caseId, input.taskId, input.expectedVersion, fields = new[] { input.fields[0], input.fields[0] } } }));
    }

    [Fact]
    public async Task Applicants_see_their_own_cases_and_no_others()
    {
        var id = await Host.OpenAsync();
        const string Mine = "query($id: ID!) { myCases { id } myCase(id: $id) { status } }";

        Assert.Equal($$$$"""{"data":{"myCases":[{"id":"{{{{id}}}}"}],"myCase":{"status":"Ein Mensch prüft."}}}""", await Host.TellAsync(Mine, People.Leyla, new { id = id.Value }));
        Assert.Equal("""{"data":{"myCases":[],"myCase":null}}""", await Host.TellAsync(Mine, People.Karl, new { id = id.Value }));
    }

    private async Task<string?> CodeAsync(string operation, System.Security.Claims.ClaimsPrincipal user, object variables) =>
        (string?)(await Host.AskAsync(operation, user, variables))["errors"]?[0]?["extensions"]?["code"];

    // Each case is with two teams, and received and due repeat, so that pages break between equal dates and within a case; a third is taken, some of it by Nora.
    private Task FillAsync(int rows) => Database.ExecuteAsync($"""
        insert into inbox (case_id, team, file_number, procedure_key, task_id, step, state, assignee, applicant_name, received_at, due, version)
        select md5((n / 2)::text)::uuid, '33/' || (4 + n % 4), 'N' || n, case when n % 2 = 0 then 'a' else 'b' end, gen_random_uuid(), 'Prüfen',
          case n % 3 when 0 then 'claimed' else 'ready' end, case when n % 3 = 0 then case when n % 2 = 0 then '{Nora.Id()}'::uuid else gen_random_uuid() end end, 'Name',
          timestamptz '2026-11-01 08:00Z' + (n / 2 % 7) * interval '1 day', date '2026-11-20' + n / 2 % 5, 1
        from generate_series(1, {rows}) n
        """);

    private async Task<List<string>> ForwardAsync(string view, object? where, object? order, int size = 7)
    {
        var found = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await Host.AskAsync(Query, Nora, new { view, where, order, first = size, after }))["data"]!["inbox"]!;
            found.AddRange(Numbers(page));
            if (!(bool)page["pageInfo"]!["hasNextPage"]!) return found;
            after = (string?)page["pageInfo"]!["endCursor"];
        }
    }

    private async Task<List<string>> BackwardAsync(string view, object? where, object? order, int size = 7)
    {
        var found = new List<string>();
        for (string? before = null; ;)
        {
            var page = (await Host.AskAsync(Query, Nora, new { view, where, order, last = size, before }))["data"]!["inbox"]!;
            found.InsertRange(0, Numbers(page));
            if (!(bool)page["pageInfo"]!["hasPreviousPage"]!) return found;
            before = (string?)page["pageInfo"]!["startCursor"];
        }
    }

    private static IEnumerable<string> Numbers(JsonNode page) => page["nodes"]!.AsArray().Select(node => (string)node!["fileNumber"]!);
}
