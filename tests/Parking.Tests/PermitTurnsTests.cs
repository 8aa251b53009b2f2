using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Xunit;
using Verwaltung.Testing.Held;

namespace Verwaltung.Parking.Tests;

/// <summary>What happens to a permit after it was issued.</summary>
public sealed class PermitTurnsTests : IAsyncLifetime
{
    private const string Rows = "select number, plate, valid_from::text, valid_to::text, state, coalesce(ends_on::text, '-') from permits order by number";
    private static readonly FeelContext First = FeelContext.Empty.With("nummer", "GU-2026-00001");
    private readonly ParkingDatabase _database = new();
    private readonly PersonId _leyla = new(Guid.CreateVersion7());
    private ParkingHost _host = null!;
    private JobRequested _grant = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await ParkingHost.StartAsync(_database);
        _grant = await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task An_issued_permit_sets_its_clocks_four_weeks_before_the_end_and_for_the_midnight_after_it_in_Berlin() => Assert.Equal(
        ["parking.offer_renewal|2027-11-02 07:00:00", "parking.expire_permit|2027-11-30 23:00:00"],
        await HeldMessages.RowsAsync(_database.Source, "select type, (due_at at time zone 'UTC')::text from messages order by due_at"));

    [Fact]
    public async Task A_permit_expires_after_its_last_day_and_no_earlier()
    {
        _host.Clock.AdvanceTo(new(2027, 11, 30, 22, 59, 59, TimeSpan.Zero));
        await _host.Bus.InvokeAsync(new ExpirePermit(_grant.Job));
        Assert.Equal(["GU-2026-00001|DO-LB 417|2026-12-01|2027-11-30|valid|-"], await _database.RowsAsync(Rows));

        _host.Clock.AdvanceTo(new(2027, 11, 30, 23, 0, 0, TimeSpan.Zero));
        await _host.Bus.InvokeAsync(new ExpirePermit(_grant.Job));
        await _host.Bus.InvokeAsync(new ExpirePermit(_grant.Job));

        Assert.Equal(["GU-2026-00001|DO-LB 417|2026-12-01|2027-11-30|expired|-"], await _database.RowsAsync(Rows));
        Assert.Equal(["permit_issued", "permit_expired"], (await TypesAsync()).Where(type => type != "permit_renewal_offered")); // due meanwhile
    }

    [Fact]
    public async Task Renewal_is_offered_once_by_a_mail_for_the_case_that_granted_it()
    {
        _host.Clock.AdvanceTo(new(2027, 11, 2, 7, 0, 0, TimeSpan.Zero));
        await _host.Bus.InvokeAsync(new OfferRenewal(_grant.Job));
        await _host.Bus.InvokeAsync(new OfferRenewal(_grant.Job));

        Assert.Equal([new SendMailSeen(_grant.Case, "renewal")], await _host.MailsAsync());
        Assert.Equal(["permit_issued", "permit_renewal_offered"], await TypesAsync());
    }

    [Fact]
    public async Task A_new_plate_brings_a_new_number_and_the_old_one_is_void()
    {
        var change = await DoAsync("kennzeichen-aendern", First.With("kennzeichen", "DO-LB 500"));
        await _host.DoAsync(change);

        Assert.Equal(["GU-2026-00002|DO-LB 500|2026-12-01|2027-11-30|valid|-"], await _database.RowsAsync(Rows));
        Assert.Equal([$"{_grant.Job}|GU-2026-00001"], await _database.RowsAsync("select permit_id, number from permit_void_sheets"));
        Assert.Equal((FeelValue)"GU-2026-00002", _host.Neighbours.Completed.Last().Values.GetPath("ausweis.nummer"));
    }

    [Fact]
    public async Task A_plate_is_changed_only_on_the_applicants_own_valid_permit()
    {
        var stranger = _host.Neighbours.Open("kennzeichen-aendern", new(Guid.CreateVersion7()), First.With("kennzeichen", "DO-XX 1"));
        await _host.DoAsync(stranger);

        Assert.Equal([new ThrowJobError(stranger.Case, stranger.Job, "KEIN_AUSWEIS", "The applicant has no valid permit of this number.")], _host.Neighbours.Errors);
        Assert.Equal(["GU-2026-00001|DO-LB 417|2026-12-01|2027-11-30|valid|-"], await _database.RowsAsync(Rows));
    }

    [Fact]
    public async Task A_renewal_is_a_permit_that_follows_and_both_know_each_other()
    {
        _host.Clock.AdvanceTo(new(2027, 11, 5, 8, 0, 0, TimeSpan.Zero));
        var renewal = await DoAsync("ausweis-verlaengern", First.With("von", "2027-12-01").With("bis", "2028-11-30"));

        Assert.Equal(
            ["GU-2026|DO-LB 417|2026-12-01|2027-11-30|valid", "GU-2027|DO-LB 417|2027-12-01|2028-11-30|valid"],
            await _database.RowsAsync("select left(number, 7), plate, valid_from::text, valid_to::text, state from permits order by valid_from"));
        Assert.Equal([renewal.Job.ToString()], await _database.RowsAsync("select renewed_by from permits where number = 'GU-2026-00001'"));
        Assert.Equal(
            await _database.RowsAsync($"select number from permits where permit_id = '{renewal.Job}'"),
            [_host.Neighbours.Completed.Last().Values.GetPath("ausweis.nummer") is FeelString { Value: var number } ? number : ""]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_permit_whose_term_ended_while_the_fee_was_waited_for_is_renewed_all_the_same(bool isMarked)
    {
        _host.Clock.AdvanceTo(new(2027, 12, 3, 8, 0, 0, TimeSpan.Zero));
        if (isMarked) await _host.Bus.InvokeAsync(new ExpirePermit(_grant.Job));
        await DoAsync("ausweis-verlaengern", First.With("von", "2027-12-03").With("bis", "2028-12-02"));

        Assert.Empty(_host.Neighbours.Errors);
        Assert.Equal(["2026-12-01|2027-11-30", "2027-12-03|2028-12-02"], await _database.RowsAsync("select valid_from::text, valid_to::text from permits order by valid_from"));
    }

    [Fact]
    public async Task A_permit_that_was_given_back_is_not_renewed()
    {
        await _host.AskAsync($$"""mutation { returnPermit(input: { permitId: "{{_grant.Job}}" }) { errors { ... on Error { code } } } }""", ParkingHost.Citizen(_leyla));
        await DoAsync("ausweis-verlaengern", First.With("von", "2027-12-01").With("bis", "2028-11-30"));

        Assert.Equal(["KEIN_AUSWEIS"], _host.Neighbours.Errors.Select(error => error.Code));
    }

    [Fact]
    public async Task A_second_renewal_of_the_same_permit_is_told_that_there_is_one()
    {
        _host.Clock.AdvanceTo(new(2027, 11, 5, 8, 0, 0, TimeSpan.Zero));
        var term = First.With("von", "2027-12-01").With("bis", "2028-11-30");
        await DoAsync("ausweis-verlaengern", term);
        await DoAsync("ausweis-verlaengern", term);

        Assert.Equal(["SCHON_EIN_AUSWEIS"], _host.Neighbours.Errors.Select(error => error.Code));
        Assert.Equal(["2"], await _database.RowsAsync("select count(*) from permits"));
    }

    [Fact]
    public async Task A_revoked_permit_is_valid_until_the_day_before_and_its_holder_may_get_another()
    {
        await DoAsync("ausweis-widerrufen", First.With("zum", "2027-02-01"));

        Assert.Equal(["GU-2026-00001|DO-LB 417|2026-12-01|2027-11-30|revoked|2027-02-01"], await _database.RowsAsync(Rows));
        _host.Clock.AdvanceTo(new(2027, 1, 31, 20, 0, 0, TimeSpan.Zero));
        Assert.Equal("""{"data":{"myPermits":[{"status":"VALID","validUntil":"2027-01-31"}]}}""", await MineAsync());
        _host.Clock.AdvanceTo(new(2027, 1, 31, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal("""{"data":{"myPermits":[{"status":"REVOKED","validUntil":"2027-01-31"}]}}""", await MineAsync());

        await _host.IssueAsync(_leyla, "2027-02-01", "2028-01-31");
        Assert.Equal(["2"], await _database.RowsAsync("select count(*) from permits"));
    }

    [Fact]
    public async Task Its_holder_gives_a_permit_back_and_nobody_elses()
    {
        var back = $$"""mutation { returnPermit(input: { permitId: "{{_grant.Job}}" }) { permit { status } errors { ... on Error { code } } } }""";

        Assert.Equal("""{"data":{"returnPermit":{"permit":null,"errors":[{"code":"parking.not-found"}]}}}""", await _host.AskAsync(back, ParkingHost.Citizen(new(Guid.CreateVersion7()))));
        Assert.Equal("""{"data":{"returnPermit":{"permit":{"status":"RETURNED"},"errors":null}}}""", await _host.AskAsync(back, ParkingHost.Citizen(_leyla)));
        Assert.Equal("""{"data":{"returnPermit":{"permit":null,"errors":[{"code":"parking.over"}]}}}""", await _host.AskAsync(back, ParkingHost.Citizen(_leyla)));
        Assert.Equal(["GU-2026-00001|DO-LB 417|2026-12-01|2027-11-30|returned|2026-11-23"], await _database.RowsAsync(Rows));
    }

    [Fact]
    public async Task A_lost_sheet_is_replaced_by_a_clerk_of_the_team()
    {
        var replace = $$"""mutation { replacePermit(input: { permitId: "{{_grant.Job}}" }) { permit { number } errors { ... on Error { code } } } }""";

        Assert.Equal("""{"data":{"replacePermit":{"permit":{"number":"GU-2026-00002"},"errors":null}}}""", await _host.AskAsync(replace, ParkingHost.Staff("33/5", RoleNames.Clerk)));
        Assert.Contains("FORBIDDEN", await _host.AskAsync(replace, ParkingHost.Citizen(_leyla)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_renewals_in_one_run_leave_each_holder_with_two_permits_and_no_gap()
    {
        var people = Enumerable.Range(0, 1_000).Select(_ => new PersonId(Guid.CreateVersion7())).ToList();
        await Parallel.ForEachAsync(people.Index(), Hands, async (person, _) => await _host.IssueAsync(person.Item, "2026-12-01", "2027-11-30", $"DO-A {person.Index + 1}"));
        _host.Clock.AdvanceTo(new(2027, 11, 5, 8, 0, 0, TimeSpan.Zero));
        var numbers = (await _database.RowsAsync($"select person, number from permits where person <> '{_leyla}'")).ToDictionary(row => row.Split('|')[0], row => row.Split('|')[1]);

        await Parallel.ForEachAsync(people, Hands, async (person, _) => await _host.DoAsync(_host.Neighbours.Open(
            "ausweis-verlaengern", person, FeelContext.Empty.With("nummer", numbers[person.ToString()]).With("von", "2027-12-01").With("bis", "2028-11-30"))));

        Assert.Equal(
            ["1000|1000"],
            await _database.RowsAsync("select count(*), count(distinct next.number) from permits old join permits next on next.permit_id = old.renewed_by and next.person = old.person and next.plate = old.plate and next.valid_from = old.valid_to + 1"));
        Assert.Empty(_host.Neighbours.Errors);
    }

    private static ParallelOptions Hands => new() { MaxDegreeOfParallelism = 8 };

    private async Task<JobRequested> DoAsync(string type, FeelContext values)
    {
        var request = _host.Neighbours.Open(type, _leyla, values);
        await _host.DoAsync(request);
        return request;
    }

    private Task<string> MineAsync() => _host.AskAsync("{ myPermits { status validUntil } }", ParkingHost.Citizen(_leyla));

    private Task<IReadOnlyList<string>> TypesAsync() => _database.RowsAsync("select type from mt_events order by seq_id");
}
