using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Parking.Tests;

public sealed class IssuePermitTests : IAsyncLifetime
{
    private const string Permits = "select number, zone, plate, valid_from::text, valid_to::text from permits order by number";
    private readonly ParkingDatabase _database = new();
    private readonly PersonId _leyla = new(Guid.CreateVersion7());
    private ParkingHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await ParkingHost.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_grant_becomes_a_permit_with_a_number_and_the_case_goes_on_with_it()
    {
        var request = await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");

        Assert.Equal(["GU-2026-00001|Gutenbergstraße|DO-LB 417|2026-12-01|2027-11-30"], await _database.RowsAsync(Permits));
        Assert.Equal([Completed(request, "GU-2026-00001", "2026-12-01", "2027-11-30")], _host.Neighbours.Completed);
    }

    [Fact]
    public async Task The_event_keeps_its_form_and_hides_the_plate_and_the_holders_name()
    {
        _host.Neighbours.Citizens[_leyla] = new(_leyla, "Leyla", "Brandt", new(1988, 4, 17), "bpk", null, "de", TrustLevels.High);
        var request = await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");

        var row = Assert.Single(await _database.RowsAsync("select type, stream_id, data::jsonb #- '{plate,$enc}' #- '{holderName,$enc}' from mt_events"));
        Assert.Equal(
            $$$"""permit_issued|{{{request.Job}}}|{"at": "2026-11-23T08:00:00+00:00", "case": "{{{request.Case}}}", "zone": "Gutenbergstraße", "plate": {}, "holder": "{{{_leyla}}}", "number": "GU-2026-00001", "validTo": "2027-11-30", "validFrom": "2026-12-01", "holderName": {}}""",
            row);
    }

    [Fact]
    public async Task Many_cases_of_one_person_at_once_leave_exactly_one_permit()
    {
        var requests = Enumerable.Range(0, 8).Select(i => _host.Neighbours.Open("ausweis-eintragen", _leyla, ParkingHost.Grant($"2026-12-{i + 1:00}", "2027-11-30"))).ToList();

        await Task.WhenAll(requests.Select(request => Task.Run(() => _host.DoAsync(request))));

        var winner = Assert.Single(_host.Neighbours.Completed);
        Assert.Equal(
            requests.Where(request => request.Job != winner.Job).Select(request => (request.Job, "SCHON_EIN_AUSWEIS")).Order(),
            _host.Neighbours.Errors.Select(error => (error.Job, error.Code)).Order());
        Assert.Equal([$"1|1|{winner.Job}"], await _database.RowsAsync("select (select count(*) from permits), (select count(*) from mt_events where type <> 'tombstone'), (select id from mt_streams where type = 'permit')"));
    }

    [Fact]
    public async Task The_next_permit_may_begin_on_the_day_after_the_last_and_no_earlier()
    {
        await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");
        var early = await _host.IssueAsync(_leyla, "2027-11-30", "2028-05-29");
        var next = await _host.IssueAsync(_leyla, "2027-12-01", "2028-05-31");

        Assert.Equal([new ThrowJobError(early.Case, early.Job, "SCHON_EIN_AUSWEIS", "The applicant already holds a permit that is valid in this term.")], _host.Neighbours.Errors);
        Assert.Equal(next.Job, _host.Neighbours.Completed.Last().Job);
    }

    [Fact]
    public async Task Two_people_may_share_a_car()
    {
        await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");
        await _host.IssueAsync(new(Guid.CreateVersion7()), "2026-12-01", "2027-11-30");

        Assert.Equal(["2"], await _database.RowsAsync("select count(*) from permits where plate = 'DO-LB 417'"));
    }

    [Fact]
    public async Task A_job_delivered_again_changes_nothing()
    {
        var request = await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");
        await _host.DoAsync(request);

        Assert.Equal(["1|1"], await _database.RowsAsync("select (select count(*) from permits), (select count(*) from mt_events)"));
        Assert.Single(_host.Neighbours.Completed);
    }

    [Fact]
    public async Task A_job_that_a_case_still_waits_for_is_answered_with_the_permit_it_has()
    {
        var request = _host.Neighbours.Open("ausweis-eintragen", _leyla, ParkingHost.Grant("2026-12-01", "2027-11-30"));
        var inputs = _host.Neighbours.Jobs[request.Job];
        await _host.DoAsync(request);
        _host.Neighbours.Jobs[request.Job] = inputs;
        await _host.DoAsync(request);

        var answer = Completed(request, "GU-2026-00001", "2026-12-01", "2027-11-30");
        Assert.Equal([answer, answer], _host.Neighbours.Completed);
        Assert.Equal(["1"], await _database.RowsAsync("select count(*) from mt_events"));
    }

    [Fact]
    public async Task What_the_model_forgot_to_hand_over_is_told_to_the_case()
    {
        var request = _host.Neighbours.Open("ausweis-eintragen", _leyla, ParkingHost.Grant("2026-12-01", "bald"));
        await _host.DoAsync(request);

        Assert.Equal([new FailJob(request.Case, request.Job, "Expected the input 'bis' of job 'ausweis-eintragen' to be a date, but it is \"bald\".")], _host.Neighbours.Failed);
        Assert.Equal(["0"], await _database.RowsAsync("select count(*) from permits"));
    }

    [Fact]
    public async Task After_forgetting_the_plate_is_nowhere_and_the_permit_still_there()
    {
        await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30", plate: "DO-GE 4711");
        await _host.IssueAsync(new(Guid.CreateVersion7()), "2026-12-01", "2027-11-30");

        await _host.Service<PersonalKeys>().ForgetAsync(_leyla.Value);

        Assert.Equal(
            ["GU-2026-00001|Gutenbergstraße|███|2026-12-01|2027-11-30", "GU-2026-00002|Gutenbergstraße|DO-LB 417|2026-12-01|2027-11-30"],
            await _database.RowsAsync(Permits));
        Assert.DoesNotContain(await _database.RowsAsync("select data::text from mt_events"), data => data.Contains("4711", StringComparison.Ordinal));
    }

    private static CompleteJob Completed(JobRequested request, string number, string from, string to) => new(
        request.Case, request.Job,
        FeelContext.Empty.With("ausweis", FeelContext.Empty.With("nummer", number).With("von", from).With("bis", to)), "register:ausweise");
}
