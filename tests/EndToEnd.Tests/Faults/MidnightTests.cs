using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>
/// Ten thousand cases miss their period at the same midnight, while people apply and clerks decide. The ten thousand are copies of one that was applied
/// for: its events, rows and timer under other ids, so that each timer does in its own case all that a timer does.
/// </summary>
[Collection(HostsCollection.Name)]
public sealed class MidnightTests(ITestOutputHelper output)
{
    private const int Timers = 10_000, Desks = 8;

    /// <summary>Milliseconds that an answer may take before somebody at work notices that they wait.</summary>
    private const double Noticed = 250;

    /// <summary>Between two things that a clerk does: with eight desks more than a big office does in a second.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Evening = TimeSpan.FromSeconds(30);
    private static readonly string Workflows = Path.Combine(TestDatabase.RepositoryRoot, "tests", "EndToEnd.Tests", "workflows");
    private readonly ConcurrentBag<(DateTimeOffset At, double Milliseconds)> _waits = [];
    private int _decided;

    [Fact(Skip = LongRun.Only, SkipUnless = nameof(LongRun.IsOn), SkipType = typeof(LongRun))]
    public async Task Ten_thousand_periods_end_at_midnight_and_no_clerk_waits()
    {
        await using var house = await House.OpenAsync(hosts: 2, Workflows);
        var (applicant, clerk) = (await house.AsAsync("Leyla Brandt"), await house.AsAsync("Meltem Aksoy"));
        await CopyAsync(house, await ApplyAsync(applicant));
        using var closing = new CancellationTokenSource();
        var desks = Enumerable.Range(0, Desks).Select(_ => Task.Run(() => WorkAsync(applicant, clerk, closing.Token))).ToList();
        await Eventually.TrueAsync(() => _waits.Count >= 20 * Desks, "the desks to be warm", seconds: 120);

        var evening = TimeProvider.System.GetUtcNow();
        var midnight = evening + Evening;
        await house.ExecuteAsync($"update wolverine.wolverine_incoming_envelopes set execution_time = '{midnight:O}' where id in (select id from copies)");
        await Eventually.TrueAsync(async () => await house.CountAsync(Fired) == Timers, "all timers to be fired", seconds: 300);
        var done = TimeProvider.System.GetUtcNow();
        await closing.CancelAsync();
        await Task.WhenAll(desks);

        var (quiet, busy) = (Median(evening, midnight), Median(midnight, done));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Timers} timers in {(done - midnight).TotalSeconds:0.0} s; a clerk waits for {quiet:0} ms, meanwhile for {busy:0} ms (median); {_decided} cases decided."));
        await NothingWasLostOrDoneTwiceAsync(house);
        Assert.True(busy <= Noticed, $"A clerk waited for {busy:0} ms instead of {quiet:0} ms.");
    }

    private const string Fired = "select from mt_events where type = 'timer_fired'";

    private async Task NothingWasLostOrDoneTwiceAsync(House house)
    {
        Assert.Equal(Timers, await house.CountAsync($"select distinct stream_id from mt_events where type = 'timer_fired' and stream_id in (select case_id from copies)"));
        Assert.Equal(Timers, await house.CountAsync("select from cases where closed_at is not null and case_id in (select case_id from copies)"));
        Assert.Equal(_decided, await house.CountAsync("select from mt_events where type = 'user_task_completed'"));
        Assert.Equal(_decided, await house.CountAsync("select from cases where closed_at is not null and case_id not in (select case_id from copies)"));
        Assert.Equal(0, await house.CountAsync("select from wolverine.wolverine_dead_letters"));
        Assert.Equal(0, await house.CountAsync("select from mt_events where type = 'incident_raised'"));
        await Aftermath.NoStatementWasMixedUpAsync(house);
    }

    private static async Task<Guid> ApplyAsync(Api applicant)
    {
        var id = Guid.CreateVersion7();
        await applicant.DoAsync("startDraft", "draft { id }", new { id, procedure = "frist", useRegister = false });
        await applicant.DoAsync("saveDraftStep", "draft { id }", new { draftId = id, step = "grund", answers = new[] { new { key = "antrag.grund", values = new[] { "Test" } } } });
        await applicant.DoAsync("submitDraft", "receivedApplication { caseId }", new { draftId = id });
        return id;
    }

    /// <summary>One desk: a citizen applies, a clerk looks at it, claims the task and completes it, again and again.</summary>
    private async Task WorkAsync(Api applicant, Api clerk, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            var id = await WaitAsync(() => ApplyAsync(applicant), isMeasured: false);
            var seen = await WaitAsync(() => clerk.SendAsync("query($id: ID!) { case(id: $id) { step values timeline { kind } tasks { id } } }", new { id }));
            var taskId = (string)seen["case"]!["tasks"]![0]!["id"]!;
            var claimed = await WaitAsync(() => clerk.DoAsync("claimTask", "changedCase { version }", new { caseId = id, taskId }));
            var expectedVersion = (long)claimed["changedCase"]!["version"]!;
            await WaitAsync(() => clerk.DoAsync("completeTask", "changedCase { version }", new { caseId = id, taskId, expectedVersion, values = new { } }));
            Interlocked.Increment(ref _decided);
        }
    }

    private async Task<T> WaitAsync<T>(Func<Task<T>> action, bool isMeasured = true)
    {
        await Task.Delay(Thinking);
        var waiting = Stopwatch.StartNew();
        var answer = await action();
        if (isMeasured) _waits.Add((TimeProvider.System.GetUtcNow(), waiting.Elapsed.TotalMilliseconds));
        return answer;
    }

    private double Median(DateTimeOffset from, DateTimeOffset to)
    {
        var waits = _waits.Where(wait => wait.At >= from && wait.At < to).Select(wait => wait.Milliseconds).Order().ToList();
        Assert.NotEmpty(waits);
        return waits[waits.Count / 2];
    }

    /// <summary>
    /// Copies a case that waits for its timer; the table <c>copies</c> says what was made. Sealed values can be read in the copies, because their events
    /// keep their ids.
    /// </summary>
    private static async Task CopyAsync(House house, Guid original)
    {
        await Eventually.TrueAsync(async () => await house.CountAsync("select from wolverine.wolverine_incoming_envelopes where message_type = 'cases.fire_timer' and status = 'Scheduled'") == 1, "the timer to be set");
        await Eventually.TrueAsync(async () => await house.CountAsync("select from wolverine.wolverine_incoming_envelopes where status = 'Incoming'") == 0, "the case to rest");
        await house.ExecuteAsync($"create table copies as select uuidv7() as id, uuidv7() as case_id, n from generate_series(1, {Timers}) n");
        await house.ExecuteAsync($"""
            insert into mt_streams select copy.* from copies c, mt_streams s, jsonb_populate_record(s, jsonb_build_object('id', c.case_id)) copy where s.id = '{original}';
            insert into mt_events select copy.* from copies c, mt_events e join mt_streams o on o.id = e.stream_id, jsonb_populate_record(e, jsonb_build_object(
              'seq_id', (select max(seq_id) from mt_events) + (c.n - 1) * o.version + e.version, 'stream_id', c.case_id,
              'data', regexp_replace(replace(e.data::text, '{original}', c.case_id::text), '"fileNumber": "([^"]*)"', '"fileNumber": "\1-' || c.n || '"')::jsonb)) copy
            where e.stream_id = '{original}';
            select setval('mt_events_sequence', (select max(seq_id) from mt_events));
            insert into cases select copy.* from copies c, cases o, jsonb_populate_record(o, jsonb_build_object('case_id', c.case_id, 'file_number', o.file_number || '-' || c.n)) copy
            where o.case_id = '{original}';
            insert into inbox select copy.* from copies c, inbox o, jsonb_populate_record(o, jsonb_build_object('case_id', c.case_id, 'file_number', o.file_number || '-' || c.n)) copy
            where o.case_id = '{original}';
            insert into wolverine.wolverine_incoming_envelopes select copy.* from copies c, wolverine.wolverine_incoming_envelopes m, jsonb_populate_record(m, jsonb_build_object(
              'id', c.id, 'body', '\x' || replace(encode(m.body, 'hex'), encode('{original}', 'hex'), encode(c.case_id::text::bytea, 'hex')))) copy
            where m.message_type = 'cases.fire_timer' and m.status = 'Scheduled';
            analyze;
            """);
        Assert.Equal(Timers, await house.CountAsync("select from copies join mt_streams on mt_streams.id = case_id"));
    }
}
