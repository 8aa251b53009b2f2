using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Tests;

/// <summary>The feed of changes as an integrator follows it.</summary>
public sealed class FeedTests : CasesTest
{
    private const string Feed = "query($after: String, $first: Int!) { caseChanges(after: $after, first: $first) { changes { id caseId fileNumber procedureKey kind version at isGone } cursor hasMore } }";

    // What the feed leaves out: events that only move the process on.
    private const string Told = """
        select e.id from mt_events e join mt_streams s on s.id = e.stream_id where s.type = 'case' and e.type not in
        ('process_started', 'flow_taken', 'element_activated', 'element_completed', 'job_created', 'job_completed', 'job_canceled', 'timer_scheduled', 'timer_fired', 'timer_canceled',
         'message_subscribed', 'message_received', 'message_unsubscribed', 'join_arrived') order by e.seq_id
        """;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_follows_the_cursor_sees_every_change_once_in_order_however_slow_its_writer_was()
    {
        var daemon = await Host.ProjectAsync();
        var cases = new List<CaseId>();
        for (var i = 0; i < 3; i++) cases.Add(await Host.OpenAsync());
        using var stop = new CancellationTokenSource();
        var rolledBack = new ConcurrentBag<Guid>();

        var reading = FollowAsync(People.Sabine, null, 7, stop.Token);
        await Task.WhenAll([
            .. cases.Select(id => Task.Run(() => TalkAsync(id))),
            .. Enumerable.Range(0, 4).Select(seed => Task.Run(() => WriteSlowlyAsync(cases[seed % 2], new Random(seed), rolledBack)))]);
        await daemon.WaitForNonStaleAsync(Soon);
        await stop.CancelAsync();
        var seen = (await reading).ConvertAll(change => (string)change["id"]!);

        Assert.Equal(await Database.RowsAsync(Told), seen);
        Assert.True(seen.Count > 100 && rolledBack.Count > 3, $"Expected a real fight, but there were {seen.Count} changes and {rolledBack.Count} rolled back.");
        Assert.Empty(seen.Intersect(rolledBack.Select(id => id.ToString())));
    }

    [Fact]
    public async Task A_cursor_stays_good_when_the_feed_is_made_anew()
    {
        var daemon = await Host.ProjectAsync();
        await Host.OpenAsync();
        await daemon.WaitForNonStaleAsync(Soon);
        var (first, cursor, hasMore) = await PageAsync(People.Sabine, null, 3);
        Assert.True(hasMore);

        await Host.Service<ProjectionRebuild>().RunAsync("case_changes");
        await Host.DecideAsync();
        await daemon.WaitForNonStaleAsync(Soon);
        var rest = await ReadAllAsync(People.Sabine, cursor, 4);

        Assert.Equal(await Database.RowsAsync(Told), first.Concat(rest).Select(change => (string)change["id"]!));
        Assert.Equal(rest.Select(change => change.ToJsonString()), (await ReadAllAsync(People.Sabine, cursor, 1000)).Select(change => change.ToJsonString()));
    }

    [Fact]
    public async Task A_change_says_which_case_and_what_happened_and_nothing_about_people()
    {
        var daemon = await Host.ProjectAsync();
        var id = await Host.OpenAsync();
        await daemon.WaitForNonStaleAsync(Soon);

        var changes = await ReadAllAsync(People.Sabine, null, 100);

        var opened = changes[0];
        Assert.Equal(
            ($"{id}", (await Host.CaseAsync(id)).FileNumber, "permit", "case_opened", 1L, false),
            ((string)opened["caseId"]!, (string)opened["fileNumber"]!, (string)opened["procedureKey"]!, (string)opened["kind"]!, (long)opened["version"]!, (bool)opened["isGone"]!));
        Assert.Contains("user_task_created", changes.Select(change => (string)change["kind"]!));
        Assert.All((string[])["Yildiz", "Leyla", "DO-LB", "Gutenberg"], text => Assert.DoesNotContain(text, string.Concat(changes.Select(change => change.ToJsonString())), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_event_of_a_case_s_own_is_told()
    {
        var daemon = await Host.ProjectAsync();
        var id = await Host.OpenAsync();
        await AppendAsync(id, new QuestionAsked(Guid.CreateVersion7(), new(2026, 12, 1), new(2026, 12, 8), Host.Clock.GetUtcNow()), new ApplicationWithdrawn("portal", People.Leyla.Id(), Host.Clock.GetUtcNow()));
        await daemon.WaitForNonStaleAsync(Soon);

        Assert.Equal(["question_asked", "application_withdrawn"], (await ReadAllAsync(People.Sabine, null, 100)).TakeLast(2).Select(change => (string)change["kind"]!));
    }

    [Fact]
    public async Task A_forgotten_applicant_is_told_once_for_each_case()
    {
        var daemon = await Host.ProjectAsync();
        var (one, two) = (await Host.OpenAsync(), await Host.DecideAsync());
        await Host.OpenAsync(People.Karl);
        await daemon.WaitForNonStaleAsync(Soon);
        var cursor = (await PageAsync(People.Sabine, null, 1000)).Cursor;

        for (var i = 0; i < 2; i++)
        {
            await Host.Service<PersonalKeys>().ForgetAsync(People.Leyla.Id().Value);
            foreach (var module in Host.Service<IEnumerable<IForgetPeople>>()) await module.ForgetAsync(People.Leyla.Id(), default);
        }

        await daemon.WaitForNonStaleAsync(Soon);
        Assert.Equal(
            new[] { $"{one} personal_data_erased", $"{two} personal_data_erased" }.Order(),
            (await ReadAllAsync(People.Sabine, cursor, 10)).Select(change => $"{change["caseId"]} {change["kind"]}").Order());
    }

    [Fact]
    public async Task Only_cases_of_ones_teams_are_told_and_one_that_left_them_is_told_as_gone()
    {
        var daemon = await Host.ProjectAsync();
        var id = await Host.OpenAsync();
        await daemon.WaitForNonStaleAsync(Soon);
        var (none, cursor, _) = await PageAsync(People.Olga, null, 10);
        Assert.Empty(none);

        var task = new Workflow.UserTaskCreated(Guid.CreateVersion7(), "stellungnahme", "Stellung nehmen", null, null, ["50/1"], [], null, null, Feel.FeelContext.Empty);
        await AppendAsync(id, task);
        await daemon.WaitForNonStaleAsync(Soon);
        var arrived = Assert.Single(await ReadAllAsync(People.Olga, cursor, 10, into: c => cursor = c), change => (string)change["kind"]! == "user_task_created" && (long)change["version"]! > 2);
        Assert.Equal(((await Host.CaseAsync(id)).FileNumber, false), ((string)arrived["fileNumber"]!, (bool)arrived["isGone"]!));

        await AppendAsync(id, new Workflow.UserTaskCanceled(task.Task));
        await daemon.WaitForNonStaleAsync(Soon);
        Assert.Equal(
            $"{id} user_task_canceled  True",
            Assert.Single((await ReadAllAsync(People.Olga, cursor, 10)).Select(change => $"{change["caseId"]} {change["kind"]} {change["fileNumber"]} {(bool)change["isGone"]!}")));
        Assert.All(await ReadAllAsync(People.Sabine, null, 100), change => Assert.False((bool)change["isGone"]!));
    }

    [Fact]
    public async Task Who_may_see_little_is_not_stuck_behind_what_others_may_see()
    {
        var daemon = await Host.ProjectAsync();
        var id = await Host.OpenAsync();
        await daemon.WaitForNonStaleAsync(Soon);
        await daemon.DisposeAsync();
        await Database.ExecuteAsync($"insert into case_changes select n, gen_random_uuid(), '{id}', n, 'note_added', now() from generate_series(1000, {1000 + ReadCaseChangesHandler.Window}) n");
        await Database.ExecuteAsync($"update mt_event_progression set last_seq_id = {2000 + ReadCaseChangesHandler.Window} where name = 'case_changes:All'");

        var (changes, cursor, hasMore) = await PageAsync(People.Olga, null, 10);
        Assert.Equal((0, true), (changes.Count, hasMore));
        (changes, _, hasMore) = await PageAsync(People.Olga, cursor, 10);
        Assert.Equal((0, false), (changes.Count, hasMore));
    }

    [Fact]
    public async Task What_is_no_cursor_of_this_feed_or_no_reader_is_refused()
    {
        foreach (var (after, first) in new (string?, int)[] { ("nonsense", 10), (GraphQl.Cursor.Write("x"), 10), (GraphQl.Cursor.Write(-1), 10), (GraphQl.Cursor.Write(999), 10), (null, 0), (null, 1001) })
            Assert.Equal("BAD_USER_INPUT", await CodeAsync(People.Sabine, after, first));
        Assert.Equal("FORBIDDEN", await CodeAsync(People.Leyla, null, 10));
        Assert.Equal("UNAUTHENTICATED", await CodeAsync(People.Nobody, null, 10));
    }

    private async Task AppendAsync(CaseId id, params object[] events)
    {
        await using var session = Host.Service<IDocumentStore>().LightweightSession();
        session.Events.Append(id.Value, events);
        await session.SaveChangesAsync();
    }

    private async Task TalkAsync(CaseId id)
    {
        for (var i = 0; i < 25;)
            try
            {
                await AppendAsync(id, new NoteAdded(Guid.CreateVersion7(), "x", People.Sabine.Id(), Host.Clock.GetUtcNow()));
                i++;
            }
            catch (Exception e) when (Events.Overtaken.Is(e))
            {
                // Outrun too often by the slow ones: say it again, as the bus does.
            }
    }

    /// <summary>Takes its number and keeps others waiting for what becomes of it.</summary>
    private async Task WriteSlowlyAsync(CaseId id, Random random, ConcurrentBag<Guid> rolledBack)
    {
        for (var i = 0; i < 12; i++)
        {
            await using var connection = await Database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var e = Guid.CreateVersion7();
            await using var insert = new NpgsqlCommand(
                $$"""
                with stream as (update mt_streams set version = version + 1 where id = $1 returning id, version)
                insert into mt_events (seq_id, id, stream_id, version, data, type) select nextval('mt_events_sequence'), $2, id, version, '{"by": "{{People.Sabine.Id()}}", "at": "2026-11-22T10:00:00Z"}', 'follow_up_done' from stream
                """, connection)
            { Parameters = { new() { Value = id.Value }, new() { Value = e } } };
            await insert.ExecuteNonQueryAsync();
            await Task.Delay(random.Next(120));
            if (random.Next(3) > 0)
            {
                await transaction.CommitAsync();
                continue;
            }

            await transaction.RollbackAsync();
            rolledBack.Add(e);
        }
    }

    private async Task<List<JsonNode>> FollowAsync(ClaimsPrincipal reader, string? after, int first, CancellationToken stop)
    {
        var seen = new List<JsonNode>();
        for (var cursor = after; ;)
        {
            var isLast = stop.IsCancellationRequested;
            seen.AddRange(await ReadAllAsync(reader, cursor, first, c => cursor = c));
            if (isLast) return seen;
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private async Task<List<JsonNode>> ReadAllAsync(ClaimsPrincipal reader, string? after, int first, Action<string>? into = null)
    {
        var all = new List<JsonNode>();
        while (true)
        {
            var (changes, cursor, hasMore) = await PageAsync(reader, after, first);
            all.AddRange(changes);
            after = cursor;
            into?.Invoke(cursor);
            if (!hasMore) return all;
        }
    }

    private async Task<(List<JsonNode> Changes, string Cursor, bool HasMore)> PageAsync(ClaimsPrincipal reader, string? after, int first)
    {
        var answer = await Host.AskAsync(Feed, reader, new { after, first });
        var page = answer["data"]?["caseChanges"] ?? throw new InvalidOperationException(answer.ToJsonString());
        return ([.. page["changes"]!.AsArray().Select(change => change!)], (string)page["cursor"]!, (bool)page["hasMore"]!);
    }

    private async Task<string?> CodeAsync(ClaimsPrincipal reader, string? after, int first) =>
        (string?)(await Host.AskAsync(Feed, reader, new { after, first }))["errors"]?[0]?["extensions"]?["code"];
}
