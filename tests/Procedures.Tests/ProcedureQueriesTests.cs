using System.Text.Json.Nodes;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class ProcedureQueriesTests(ProceduresDatabase database) : IClassFixture<ProceduresDatabase>, IAsyncLifetime
{
    private readonly Workspace _folder = new();
    private ProceduresHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        SampleProcedure.Write(_folder);
        _folder.With("zoo/procedure.yaml", File.ReadAllText(Path.Combine(SampleProcedure.Write(_folder, "zoo"), "procedure.yaml"))
            .Replace("Ausweis,", "Änderung,", StringComparison.Ordinal).Replace("keywords: [Karte]", "keywords: [Straße]", StringComparison.Ordinal)
            .Split("preCheck:")[0]);
        _host = await ProceduresHost.StartAsync(database, _folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Procedures_are_listed_by_title_in_the_order_of_the_language() => Assert.Equal(
        """{"data":{"procedures":[{"key":"zoo","title":"Änderung"},{"key":"permit","title":"Ausweis"}]}}""",
        await _host.AskAsync("{ procedures { key title } }"));

    [Theory]
    [InlineData("karte", """[{"key":"permit"}]""")]
    [InlineData("STRASSE", """[{"key":"zoo"}]""")]
    [InlineData("anderung bekommen", """[{"key":"zoo"}]""")]
    [InlineData("permit", """[{"key":"zoo"},{"key":"permit"}]""")]
    [InlineData("karte straße", "[]")]
    public async Task Every_word_of_a_search_occurs_in_the_texts(string search, string found) =>
        Assert.Equal($$$"""{"data":{"procedures":{{{found}}}}}""", await _host.AskAsync($$"""{ procedures(search: "{{search}}") { key } }"""));

    [Fact]
    public async Task A_procedure_tells_all_of_its_service_page_in_the_language_asked_for() => Assert.Equal(
        """
        {"data":{"procedure":{"key":"permit","title":"Permit","summary":"Get a permit.","description":"All about the permit.","requirements":["Your name"],"fee":"10 euros","duration":"One day","legalBasis":"Section 1","atTheCounter":"At the counter.","byPost":"By post.","byPhone":"By phone.","department":"Bürgerdienste","trustLevel":"normal","preCheck":{"title":"May I?"}}}}
        """.Trim(),
        await _host.AskAsync("""{ procedure(key: "permit", language: "en") { key title summary description requirements fee duration legalBasis atTheCounter byPost byPhone department trustLevel preCheck { title } } }"""));

    [Fact]
    public async Task A_procedure_gives_its_version_and_its_forms_as_they_were_drawn()
    {
        var procedure = JsonNode.Parse(await _host.AskAsync("""{ procedure(key: "permit") { version applicationForm preCheck { form } } }"""))!["data"]!["procedure"]!;
        Assert.Equal([(string)procedure["version"]!], await database.RowsAsync("select hash from active_bundles where procedure_key = 'permit'"));
        Assert.Equal((SampleProcedure.Form, SampleProcedure.Form), ((string?)procedure["applicationForm"], (string?)procedure["preCheck"]!["form"]));
    }

    [Fact]
    public async Task An_unknown_procedure_is_null() => Assert.Equal("""{"data":{"procedure":null}}""", await _host.AskAsync("""{ procedure(key: "none") { key } }"""));

    [Theory]
    [InlineData("permit", "{ name: \"Ada\" }", "de", """{"yes":true,"text":"Ja, Ada.","result":{"treffer":true,"grund":null},"links":[],"faults":[]}""")]
    [InlineData("permit", "{ name: \"Bo\" }", "en", """{"yes":false,"text":"No, Bo: unbekannt.","result":{"treffer":false,"grund":"unbekannt"},"links":[{"text":"Help","address":"/help"}],"faults":[]}""")]
    [InlineData("permit", "{ name: \"Bo\" }", "tlh", """{"yes":false,"text":"Nein, Bo: unbekannt.","result":{"treffer":false,"grund":"unbekannt"},"links":[{"text":"Hilfe","address":"/help"}],"faults":[]}""")]
    [InlineData("permit", "{}", "tlh", """{"yes":false,"text":"","result":null,"links":[],"faults":[{"key":"name","code":"required","message":null}]}""")]
    [InlineData("permit", "{ name: [1] }", "de", """{"yes":false,"text":"","result":null,"links":[],"faults":[{"key":"name","code":"kind","message":null}]}""")]
    [InlineData("zoo", "{}", "de", "null")]
    [InlineData("none", "{}", "de", "null")]
    public async Task The_question_before_an_application_is_answered_by_its_decision(string procedure, string values, string language, string answer) => Assert.Equal(
        $$$"""{"data":{"preCheck":{{{answer}}}}}""",
        await _host.AskAsync($$"""{ preCheck(procedure: "{{procedure}}", values: {{values}}, language: "{{language}}") { yes text result links { text address } faults { key code message } } }"""));

    [Fact]
    public async Task Every_field_and_argument_has_a_description()
    {
        var schema = JsonNode.Parse(await _host.AskAsync("{ __schema { types { kind name description fields { name description args { name description } } enumValues { name } } } }"))!;
        var types = schema["data"]!["__schema"]!["types"]!.AsArray().Where(type => Ours.Contains((string?)type!["name"])).ToList();

        Assert.Equal(Ours.Order(), types.Select(type => (string)type!["name"]!).Order());
        Assert.Equal([], types.SelectMany(type => Undescribed(type!)));
    }

    private static readonly string[] Ours =
        ["Query", "Procedure", "PreCheckQuestion", "PreCheckAnswer", "PreCheckLink", "PreCheckFault", "ProcedureOverview", "ActiveVersion", "NewestVersion", "ProcedureFinding", "ProcedureStep", "ProcedureStepKind", "ProcedureBranch"];

    private static IEnumerable<string> Undescribed(JsonNode type)
    {
        var fields = type["fields"]?.AsArray().Where(field => (string?)field!["name"] is not ("node" or "nodes")) ?? [];
        return fields.SelectMany(field => field!["args"]!.AsArray().Append(field)).Append(type)
            .Where(thing => (string?)type["name"] != "Query" || thing != type)
            .Where(thing => string.IsNullOrEmpty((string?)thing!["description"])).Select(thing => $"{type["name"]}: {thing!["name"]}");
    }
}
