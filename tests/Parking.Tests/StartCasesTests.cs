using Verwaltung.Cases.Contracts;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Registers.Contracts;
using Xunit;

namespace Verwaltung.Parking.Tests;

/// <summary>Cases that begin with a permit: a renewal asked for by its holder, a revocation because of a move.</summary>
public sealed class StartCasesTests : IAsyncLifetime
{
    private readonly ParkingDatabase _database = new();
    private readonly PersonId _leyla = new(Guid.CreateVersion7());
    private readonly Guid _case = Guid.CreateVersion7();
    private ParkingHost _host = null!;
    private JobRequested _grant = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await ParkingHost.StartAsync(_database);
        _host.Neighbours.Citizens[_leyla] = new(_leyla, "Leyla", "Brandt", new(1988, 4, 17), "key", "leyla@example.org", "de", "hoch");
        _grant = await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task From_28_days_before_the_end_a_renewal_becomes_a_case_with_what_is_known()
    {
        _host.Clock.AdvanceTo(new(2027, 11, 2, 8, 0, 0, TimeSpan.Zero));

        Assert.Contains("\"errors\":null", await RenewAsync(_leyla), StringComparison.Ordinal);

        var started = Assert.Single(_host.Neighbours.Started);
        Assert.Equal((new CaseId(_case), "resident-parking-permit-renewal", _leyla, "portal"), (started.Case, started.ProcedureKey, started.Applicant, started.Channel));
        Assert.Equal(
            ["applicant: 12, postfach, leyla@example.org", "account: Brandt", "register:ausweise: DO-LB 417"],
            [
                $"{started.Values[0].Origin}: {Text(started, 0, "antrag.laufzeit")}, {Text(started, 0, "antrag.bekanntgabe")}, {Text(started, 0, "antrag.email")}",
                $"{started.Values[1].Origin}: {Text(started, 1, "antragsteller.nachname")}", $"{started.Values[2].Origin}: {Text(started, 2, "fahrzeug.kennzeichen")}",
            ]);
    }

    [Fact]
    public async Task A_day_earlier_it_is_too_early()
    {
        _host.Clock.AdvanceTo(new(2027, 11, 1, 8, 0, 0, TimeSpan.Zero));

        Assert.Contains("parking.not-renewable", await RenewAsync(_leyla), StringComparison.Ordinal);
        Assert.Empty(_host.Neighbours.Started);
    }

    [Theory]
    [InlineData("months: 7, isUnchanged: true, delivery: \"post\"", "months")]
    [InlineData("months: 12, isUnchanged: false, delivery: \"post\"", "isUnchanged")]
    [InlineData("months: 12, isUnchanged: true, delivery: \"taube\"", "delivery")]
    [InlineData("months: 12, isUnchanged: true, delivery: \"postfach\"", "email")]
    [InlineData("months: 12, isUnchanged: true, delivery: \"postfach\", email: \"keine\"", "email")]
    public async Task What_is_missing_is_named(string answers, string field)
    {
        _host.Clock.AdvanceTo(new(2027, 11, 2, 8, 0, 0, TimeSpan.Zero));

        Assert.Contains($"\"field\":\"{field}\"", await RenewAsync(_leyla, answers), StringComparison.Ordinal);
        Assert.Empty(_host.Neighbours.Started);
    }

    [Fact]
    public async Task Nobody_renews_another_persons_permit()
    {
        _host.Clock.AdvanceTo(new(2027, 11, 2, 8, 0, 0, TimeSpan.Zero));

        Assert.Contains("parking.not-found", await RenewAsync(new(Guid.CreateVersion7())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_a_holder_moved_opens_the_case_that_examines_a_revocation()
    {
        var notice = Guid.CreateVersion7();
        await _host.Bus.InvokeAsync(new ResidentMoved(notice, _leyla, new(2027, 1, 15)));

        var started = Assert.Single(_host.Neighbours.Started);
        Assert.Equal((new CaseId(notice), "resident-parking-permit-revocation", _leyla, "register"), (started.Case, started.ProcedureKey, started.Applicant, started.Channel));
        Assert.Equal(("GU-2026-00001", "2027-01-15"), (Text(started, 1, "ausweis.nummer"), Text(started, 2, "wegzug.am")));
        Assert.Equal("register:melderegister", started.Values[2].Origin);
    }

    [Fact]
    public async Task A_report_about_somebody_without_a_permit_opens_none()
    {
        await _host.Bus.InvokeAsync(new ResidentMoved(Guid.CreateVersion7(), new(Guid.CreateVersion7()), new(2027, 1, 15)));

        Assert.Empty(_host.Neighbours.Started);
    }

    [Fact]
    public async Task A_clerk_of_the_team_opens_it_too_and_nobody_else()
    {
        var operation = $$"""mutation { startRevocation(input: { caseId: "{{_case}}", permitId: "{{_grant.Job}}", movedOutOn: "2027-01-15" }) { revocationStarted { caseId } errors { ... on Error { code } } } }""";

        Assert.Contains("FORBIDDEN", await _host.AskAsync(operation, ParkingHost.Citizen(_leyla)), StringComparison.Ordinal);
        Assert.Contains(_case.ToString(), await _host.AskAsync(operation, ParkingHost.Staff("33/5", RoleNames.Clerk)), StringComparison.Ordinal);
        Assert.Equal("office", Assert.Single(_host.Neighbours.Started).Channel);
    }

    private Task<string> RenewAsync(PersonId person, string answers = "months: 12, isUnchanged: true, delivery: \"postfach\", email: \"leyla@example.org\"") => _host.AskAsync(
        $"mutation {{ requestRenewal(input: {{ caseId: \"{_case}\", permitId: \"{_grant.Job}\", {answers} }}) {{ renewalRequested {{ caseId }} errors {{ ... on Error {{ code }} ... on RenewalIncomplete {{ field }} }} }} }}",
        ParkingHost.Citizen(person));

    private static string Text(StartCase started, int source, string path) => started.Values[source].Values.GetPath(path) is Verwaltung.Feel.FeelString { Value: var text } ? text : "";
}
