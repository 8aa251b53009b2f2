using System.Security.Claims;
using System.Text.Json.Nodes;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Registers.Contracts;

namespace Verwaltung.Portal.Tests;

public sealed class CaptureTests : IAsyncLifetime
{
    private const string Identify = "mutation($input: IdentifyApplicantInput!) { identifyApplicant(input: $input) { identifiedApplicant { id hasMailbox } errors { ... on Error { code } } } }";
    private const string Capture = "mutation($input: CaptureApplicationInput!) { captureApplication(input: $input) { receivedApplication { caseId fileNumber } errors { ... on Error { code } ... on AnswersInvalid { answers { key code } } } } }";
    private static readonly ClaimsPrincipal Sabine = PortalHost.Clerk(20, "33/5");
    private static readonly ClaimsPrincipal Olga = PortalHost.Clerk(21, "50/1");

    private readonly PortalDatabase _database = new();
    private readonly Guid _id = Guid.CreateVersion7();
    private PortalHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await PortalHost.StartAsync(_database);
        _host.Neighbours.Register = new ResidentAnswer.Found(new Resident("Gutenbergstraße", "17", null, "44139", "Dortmund", true, new DateOnly(2020, 1, 1), _host.Clock.GetUtcNow()));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_clerk_captures_on_the_same_form_with_the_registers_data()
    {
        Assert.Equal(
            $$$$"""{"data":{"identifyApplicant":{"identifiedApplicant":{"id":"{{{{PortalHost.Id(30)}}}}","hasMailbox":false},"errors":null}}}""",
            await _host.TellAsync(Identify, Sabine, new { input = new { procedure = "ausweis", givenName = "Edith", familyName = "Kramer", birthDate = "1942-05-03" } }));
        var form = (await _host.AskAsync("query($p: ID!) { captureForm(procedure: \"ausweis\", person: $p) { isFromRegister values } }", Sabine, new { p = PortalHost.Id(30).Value }))["data"]!["captureForm"]!;
        Assert.True((bool)form["isFromRegister"]!);
        Assert.Equal("Gutenbergstraße", (string)form["values"]!["anschrift"]!["strasse"]!);
        Assert.All(_host.Neighbours.Asked, asked => Assert.Equal(("Ausweis: Erfassung für die Person", PortalHost.Id(20)), (asked.Purpose, asked.By)));

        var answer = await CaptureAsync(Sabine);
        Assert.Null(answer["errors"]);
        Assert.Equal(answer.ToJsonString(), (await CaptureAsync(Sabine)).ToJsonString()); // the same again

        var opened = JsonNode.Parse(Assert.Single(await _database.RowsAsync("select data::text from mt_events where type = 'case_opened'")))!.ToJsonString();
        Assert.Contains($"\"by\":\"{PortalHost.Id(20)}\"", opened.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"phone\"", opened, StringComparison.Ordinal);
        await using var session = _host.Service<Marten.IDocumentStore>().LightweightSession();
        var set = (await session.Events.FetchStreamAsync(_id)).Select(e => e.Data).OfType<Verwaltung.Workflow.ValuesSet>().SelectMany(e => e.Values).ToDictionary(value => value.Path, value => $"{value.Value}|{value.Origin}");
        Assert.Equal("clerk", set["fahrzeug.kennzeichen"].Split('|')[1]);
        Assert.Equal("register:melderegister", set["anschrift.strasse"].Split('|')[1]);
        Assert.Contains("Rückruf", set["erfassung.identitaet"], StringComparison.Ordinal);
        Assert.Contains("post", set["antrag.bekanntgabe"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_field_and_no_case_is_opened()
    {
        var answer = await CaptureAsync(Sabine, plate: "");

        Assert.Equal("""[{"code":"portal.answers-invalid","answers":[{"key":"fahrzeug.kennzeichen","code":"required"}]}]""", answer["errors"]!.ToJsonString());
        Assert.Empty(await _database.RowsAsync("select 1 from mt_events"));
        foreach (var (given, family, birth) in (ValueTuple<string, string, string>[])[(" ", "Kramer", "1942-05-03"), ("Edith", "", "1942-05-03"), ("Edith", "Kramer", "2042-05-03"), ("Edith", "Kramer", "1742-05-03")])
            Assert.Contains("portal.person-invalid", await _host.TellAsync(Identify, Sabine, new { input = new { procedure = "ausweis", givenName = given, familyName = family, birthDate = birth } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_the_form_that_counts_working_days_is_checked_as_everywhere() => Assert.Null((await CaptureAsync(Sabine, plate: "DO-WD 24"))["errors"]);

    [Fact]
    public async Task Only_clerks_of_the_procedures_team_capture()
    {
        Assert.Equal("portal.service-not-found", (string)(await CaptureAsync(Olga))["errors"]![0]!["code"]!);
        Assert.NotNull((await _host.AskAsync(Capture, PortalHost.Leyla, new { input = Input() }))["errors"]);
        Assert.Empty(_host.Neighbours.Asked);
    }

    private async Task<JsonNode> CaptureAsync(ClaimsPrincipal clerk, string plate = "DO-EK 42") =>
        (await _host.AskAsync(Capture, clerk, new { input = Input(plate) }))["data"]!["captureApplication"]!;

    private object Input(string plate = "DO-EK 42") => new
    {
        id = _id,
        procedure = "ausweis",
        person = PortalHost.Id(30).Value,
        channel = "PHONE",
        identity = "CALL_BACK",
        answers = new[] { new { key = "fahrzeug.kennzeichen", values = new[] { plate } } },
    };
}
