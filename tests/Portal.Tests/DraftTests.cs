using System.Text.Json.Nodes;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Registers.Contracts;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Portal.Tests;

public sealed class DraftTests : IAsyncLifetime
{
    private const string Start = """
        mutation($input: StartDraftInput!) { startDraft(input: $input) { draft { values origins { path source } } errors { ... on Error { code } ... on TrustTooLow { needed } } } }
        """;

    private const string Save = """
        mutation($input: SaveDraftStepInput!) { saveDraftStep(input: $input) { draft { values } errors { ... on Error { code } ... on AnswersInvalid { answers { key code arguments } } } } }
        """;

    private const string Submit = """
        mutation($input: SubmitDraftInput!) { submitDraft(input: $input) { receivedApplication { caseId fileNumber receivedAt } errors { ... on Error { code } ... on AnswersInvalid { answers { key code } } } } }
        """;

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
    public async Task A_draft_begins_with_what_account_and_register_know_and_says_so()
    {
        Assert.Equal(
            """{"data":{"startDraft":{"draft":{"values":{"antragsteller":{"nachname":"Yildiz"},"anschrift":{"strasse":"Gutenbergstraße","ausMelderegister":true}},"origins":[["anschrift.ausMelderegister","register:melderegister"],["anschrift.strasse","register:melderegister"],["antragsteller.nachname","account"]]},"errors":null}}}""",
            WithSortedOrigins(await _host.AskAsync(Start, PortalHost.Leyla, Begin())));
        Assert.Equal(["Ausweis: Vorschau im Antrag"], _host.Neighbours.Asked.Select(asked => asked.Purpose));
    }

    [Fact]
    public async Task Without_the_register_the_address_is_typed()
    {
        _host.Neighbours.Register = new ResidentAnswer.Unavailable("It does not answer.");

        var started = await _host.AskAsync(Start, PortalHost.Leyla, Begin());
        Assert.Equal("""{"antragsteller":{"nachname":"Yildiz"}}""", started["data"]!["startDraft"]!["draft"]!["values"]!.ToJsonString());
        Assert.Equal(
            """{"data":{"saveDraftStep":{"draft":{"values":{"antragsteller":{"nachname":"Yildiz"},"anschrift":{"strasse":"Kreuzstraße"}}},"errors":null}}}""",
            await _host.TellAsync(Save, PortalHost.Leyla, Step("person", ("anschrift.strasse", "Kreuzstraße"))));
    }

    [Fact]
    public async Task Who_does_not_want_the_register_asked_has_it_not_asked()
    {
        await _host.AskAsync(Start, PortalHost.Leyla, new { input = new { id = _id, procedure = "ausweis", useRegister = false } });

        Assert.Empty(_host.Neighbours.Asked);
    }

    [Theory]
    [InlineData("ausweis", TrustLevels.Normal, """[{"code":"portal.trust-too-low","needed":"substantiell"}]""")]
    [InlineData("gibt-es-nicht", TrustLevels.High, """[{"code":"portal.service-not-found"}]""")]
    public async Task What_cannot_be_begun_is_told(string procedure, string trust, string errors)
    {
        var answer = await _host.AskAsync(Start, PortalHost.Citizen(9, trust), new { input = new { id = _id, procedure, useRegister = true } });

        Assert.Equal(errors, answer["data"]!["startDraft"]!["errors"]!.ToJsonString());
        Assert.Empty(await _database.RowsAsync("select id from drafts"));
        Assert.Empty(_host.Neighbours.Asked);
    }

    [Fact]
    public async Task Nothing_of_a_draft_is_readable_in_the_table()
    {
        await FillAsync();

        var stored = string.Join('\n', await _database.RowsAsync("select d::text || convert_from(decode(replace(encode(content, 'hex'), '00', ''), 'hex'), 'LATIN1') from drafts d"));

        Assert.All((string[])["Yildiz", "Gutenberg", "DO-LB", "kennzeichen"], text => Assert.DoesNotContain(text, stored, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_answer_and_nothing_is_saved()
    {
        await _host.AskAsync(Start, PortalHost.Leyla, Begin());
        var before = await _database.RowsAsync("select d::text from drafts d");

        Assert.Equal(
            """{"data":{"saveDraftStep":{"draft":null,"errors":[{"code":"portal.answers-invalid","answers":[{"key":"fahrzeug.kennzeichen","code":"maxLength","arguments":["12","20"]}]}]}}}""",
            await _host.TellAsync(Save, PortalHost.Leyla, Step("auto", ("fahrzeug.kennzeichen", "DO-LB 41700000000000"))));
        Assert.Contains("portal.step-not-found", await _host.TellAsync(Save, PortalHost.Leyla, Step("haus")), StringComparison.Ordinal);
        Assert.Contains("BAD_USER_INPUT", await _host.TellAsync(Save, PortalHost.Leyla, Step("auto", ("fahrzeug.kennzeichen", "A"), ("fahrzeug.kennzeichen", "B"))), StringComparison.Ordinal);
        Assert.Equal(before, await _database.RowsAsync("select d::text from drafts d"));
    }

    [Fact]
    public async Task What_the_register_said_cannot_be_typed_over()
    {
        await FillAsync();

        var saved = await _host.AskAsync(Save, PortalHost.Leyla, Step("person", ("anschrift.strasse", "Kreuzstraße"), ("antragsteller.nachname", "Anders")));

        Assert.Equal("Gutenbergstraße", (string)saved["data"]!["saveDraftStep"]!["draft"]!["values"]!["anschrift"]!["strasse"]!);
        Assert.Equal("Yildiz", (string)saved["data"]!["saveDraftStep"]!["draft"]!["values"]!["antragsteller"]!["nachname"]!);
    }

    [Fact]
    public async Task Another_person_s_draft_is_none_and_stays_as_it_is()
    {
        await FillAsync();
        var before = await _database.RowsAsync("select d::text from drafts d");

        Assert.Equal("""{"data":{"draft":null,"myDrafts":[]}}""", await _host.TellAsync("query($id: ID!) { draft(id: $id) { id } myDrafts { id } }", PortalHost.Karl, new { id = _id }));
        Assert.Contains("portal.draft-not-found", await _host.TellAsync(Start, PortalHost.Karl, Begin()), StringComparison.Ordinal);
        Assert.Contains("portal.draft-not-found", await _host.TellAsync(Save, PortalHost.Karl, Step("auto", ("fahrzeug.kennzeichen", "X"))), StringComparison.Ordinal);
        Assert.Contains("portal.draft-not-found", await _host.TellAsync(Submit, PortalHost.Karl, Send()), StringComparison.Ordinal);
        await _host.TellAsync("mutation($input: DiscardDraftInput!) { discardDraft(input: $input) { value } }", PortalHost.Karl, new { input = new { draftId = _id } });
        Assert.Contains("UNAUTHENTICATED", await _host.TellAsync(Submit, PortalHost.Nobody, Send()), StringComparison.Ordinal);
        Assert.Equal(before, await _database.RowsAsync("select d::text from drafts d"));
    }

    [Fact]
    public async Task The_same_id_again_answers_with_the_draft_that_is_there()
    {
        await FillAsync();

        var again = await _host.AskAsync(Start, PortalHost.Leyla, Begin());

        Assert.Equal("DO-LB 417", (string)again["data"]!["startDraft"]!["draft"]!["values"]!["fahrzeug"]!["kennzeichen"]!);
    }

    [Fact]
    public async Task An_incomplete_application_is_not_sent()
    {
        await _host.AskAsync(Start, PortalHost.Leyla, Begin());

        Assert.Equal(
            """{"data":{"submitDraft":{"receivedApplication":null,"errors":[{"code":"portal.answers-invalid","answers":[{"key":"fahrzeug.kennzeichen","code":"required"}]}]}}}""",
            await _host.TellAsync(Submit, PortalHost.Leyla, Send()));
        Assert.Empty(await _database.RowsAsync("select case_id from cases"));
    }

    [Fact]
    public async Task Sending_twice_is_sending_once_and_the_draft_keeps_nothing()
    {
        await FillAsync();
        var first = await _host.TellAsync(Submit, PortalHost.Leyla, Send());
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains($"\"caseId\":\"{_id}\",\"fileNumber\":\"33.52-2026/000001\"", first, StringComparison.Ordinal);
        Assert.Equal(first, await _host.TellAsync(Submit, PortalHost.Leyla, Send()));
        Assert.Equal([$"{_id}|33.52-2026/000001"], await _database.RowsAsync("select case_id, file_number from cases"));
        Assert.Equal(["0"], await _database.RowsAsync("select length(content) from drafts"));
        Assert.Contains("portal.draft-not-found", await _host.TellAsync(Start, PortalHost.Leyla, Begin()), StringComparison.Ordinal);
        Assert.Contains("portal.draft-not-found", await _host.TellAsync(Save, PortalHost.Leyla, Step("auto", ("fahrzeug.kennzeichen", "X"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_has_to_fit_the_procedure_that_holds_when_it_is_sent()
    {
        await FillAsync();
        using var changed = new ChangedProcedure("\"id\": \"nachweis\", ", "\"id\": \"nachweis\", \"validate\": { \"required\": true }, ");
        await using var next = await PortalHost.StartAsync(_database, changed.Folder);

        Assert.Equal(
            """{"data":{"submitDraft":{"receivedApplication":null,"errors":[{"code":"portal.answers-invalid","answers":[{"key":"fahrzeug.nachweis","code":"attach"}]}]}}}""",
            await next.TellAsync(Submit, PortalHost.Leyla, Send()));
        Assert.Equal(["moved"], await _database.RowsAsync("select case when d.bundle = a.hash then 'moved' end from drafts d, active_bundles a"));

        await FillAsync(Guid.CreateVersion7());
        Assert.Contains($"\"caseId\":\"{_id}\"", await next.TellAsync(Submit, PortalHost.Leyla, Send()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_with_less_trust_sends_nothing()
    {
        await FillAsync();

        Assert.Contains("portal.trust-too-low", await _host.TellAsync(Submit, PortalHost.Citizen(1, TrustLevels.Low), Send()), StringComparison.Ordinal);
        Assert.Empty(await _database.RowsAsync("select case_id from cases"));
    }

    [Fact]
    public async Task An_upload_that_expired_is_asked_for_again_at_its_field()
    {
        var file = Guid.CreateVersion7();
        await FillAsync(file);
        _host.Neighbours.UploadsAreGone = true;

        Assert.Equal(
            """{"data":{"submitDraft":{"receivedApplication":null,"errors":[{"code":"portal.answers-invalid","answers":[{"key":"fahrzeug.nachweis","code":"file"}]}]}}}""",
            await _host.TellAsync(Submit, PortalHost.Leyla, Send()));

        _host.Neighbours.UploadsAreGone = false;
        Assert.Contains("33.52-2026/", await _host.TellAsync(Submit, PortalHost.Leyla, Send()), StringComparison.Ordinal);
        Assert.Equal(["document_added"], await _database.RowsAsync("select type from mt_events where type = 'document_added'"));
    }

    [Fact]
    public async Task A_forgotten_person_has_no_drafts()
    {
        await FillAsync();
        await _host.Service<PersonalKeys>().ForgetAsync(PortalHost.Id(1).Value);
        Assert.Equal("""{"data":{"myDrafts":[]}}""", await _host.TellAsync("{ myDrafts { id } }", PortalHost.Leyla, new { }));

        await _host.Service<IForgetPeople>().ForgetAsync(PortalHost.Id(1), default);

        Assert.Empty(await _database.RowsAsync("select id from drafts"));
    }

    [Fact]
    public void Every_operation_of_a_page_fits_the_schema_and_its_record() =>
        Assert.Empty(GraphDocuments.Check(typeof(PortalModule).Assembly, _host.Service<GraphQlSchema>()));

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Empty(TextCatalogue.From([typeof(PortalModule).Assembly]).Untranslated());

    private object Begin() => new { input = new { id = _id, procedure = "ausweis", useRegister = true } };

    private object Send() => new { input = new { draftId = _id, language = "de" } };

    private object Step(string step, params (string Key, string Value)[] answers) =>
        new { input = new { draftId = _id, step, language = "de", answers = answers.Select(answer => new { key = answer.Key, values = new[] { answer.Value } }) } };

    private async Task FillAsync(Guid? file = null)
    {
        await _host.AskAsync(Start, PortalHost.Leyla, Begin());
        var answers = new List<object> { new { key = "fahrzeug.kennzeichen", values = new[] { "DO-LB 417" } } };
        var files = new List<object>();
        if (file is { } id)
        {
            answers.Add(new { key = "fahrzeug.nachweis", values = new[] { id.ToString() } });
            files.Add(new { key = "fahrzeug.nachweis", file = id });
        }

        var saved = await _host.AskAsync(Save, PortalHost.Leyla, new { input = new { draftId = _id, step = "auto", language = "de", answers, files } });
        Assert.Null(saved["data"]!["saveDraftStep"]!["errors"]);
    }

    private static string WithSortedOrigins(JsonNode answer)
    {
        var draft = answer["data"]!["startDraft"]!["draft"]!;
        draft["origins"] = new JsonArray([.. draft["origins"]!.AsArray().Select(origin => ((string)origin!["path"]!, (string)origin["source"]!)).Order()
            .Select(origin => (JsonNode)new JsonArray(origin.Item1, origin.Item2))]);
        return answer.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}

/// <summary>The procedure <c>ausweis</c> with its form changed, in a folder of its own.</summary>
internal sealed class ChangedProcedure : IDisposable
{
    public ChangedProcedure(string before, string after)
    {
        var source = Path.Combine(TestDatabase.RepositoryRoot, "tests", "Portal.Tests", "workflows");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace(before, after, StringComparison.Ordinal));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("workflows-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
