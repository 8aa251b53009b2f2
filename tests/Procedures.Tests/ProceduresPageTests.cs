using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;
using Verwaltung.Web;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed partial class ProceduresPageTests(ProceduresDatabase database) : IClassFixture<ProceduresDatabase>, IAsyncLifetime
{
    private readonly Workspace _folder = new();

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(RoleNames.Designer)]
    [InlineData(RoleNames.Operator)]
    public async Task Designers_and_operators_see_each_procedure_with_its_version_and_steps(string role)
    {
        SampleProcedure.Write(_folder);
        await using var host = await ProceduresHost.StartAsync(database, _folder);
        var hash = Assert.Single(await database.RowsAsync("select hash from active_bundles"));

        var (status, page) = await host.ReadAsync("/procedures", role);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<h1 class=\"kern-heading-x-large\">Verfahren</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/procedures\" aria-current=\"page\">Verfahren</a>", page, StringComparison.Ordinal);
        Assert.Contains($"Version {hash[..10]} seit 23.11.2026, 09:00 Uhr", page, StringComparison.Ordinal);
        Assert.Contains("In Ordnung", page, StringComparison.Ordinal);
        Assert.Equal(["Antrag da", "Gebühr berechnen", "Antrag entscheiden", "Bescheid senden", "Entschieden"], StepNames().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task A_broken_file_is_told_with_line_and_reason_and_the_last_good_version_stays()
    {
        SampleProcedure.Write(_folder);
        await database.LoadAsync(_folder);
        _folder.With("permit/decisions/fee.dmn", "<definitions");
        await using var host = await ProceduresHost.StartAsync(database, _folder);

        var (_, german) = await host.ReadAsync("/procedures", RoleNames.Designer);
        var (_, english) = await host.ReadAsync("/procedures?lang=en", RoleNames.Designer);

        Assert.Contains("Die neueste Version wird nicht verwendet", german, StringComparison.Ordinal);
        Assert.Contains("Neue Anträge laufen weiter mit der letzten guten Version.", german, StringComparison.Ordinal);
        Assert.Contains("decisions/fee.dmn</td>", german, StringComparison.Ordinal);
        Assert.Contains("Zeile 1, Spalte 13</td>", german, StringComparison.Ordinal);
        Assert.Contains("Die Datei ist beschädigt oder kein XML.", german, StringComparison.Ordinal);
        Assert.Contains("Der Ablauf in 5 Schritten", german, StringComparison.Ordinal);
        Assert.Contains("line 1, column 13</td>", english, StringComparison.Ordinal);
        Assert.Contains("The file is damaged or not XML.", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_procedure_that_was_never_good_and_one_without_a_folder_are_shown_too()
    {
        SampleProcedure.Write(_folder, "gone");
        await database.LoadAsync(_folder);
        Directory.Delete(Path.Combine(_folder.Path, "gone"), recursive: true);
        _folder.With("young/procedure.yaml", "");
        await using var host = await ProceduresHost.StartAsync(database, _folder);

        var (_, page) = await host.ReadAsync("/procedures", RoleNames.Designer);

        Assert.Contains("Kein Ordner mehr", page, StringComparison.Ordinal);
        Assert.Contains("Das Verfahren wird noch nicht angeboten.", page, StringComparison.Ordinal);
        Assert.Contains("Die Datei procedure.yaml ist leer.", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[[a-z]+\.[A-Za-z.-]+\]", page);
    }

    [Fact]
    public async Task Others_see_nothing()
    {
        await using var host = await ProceduresHost.StartAsync(database, _folder);

        Assert.Equal(HttpStatusCode.Forbidden, (await host.ReadAsync("/procedures", RoleNames.Clerk)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await host.ReadAsync("/procedures", null)).Status);
        Assert.Contains("FORBIDDEN", await host.AskAsync("{ procedureOverviews { key } }", RoleNames.Clerk), StringComparison.Ordinal);
        Assert.Contains("UNAUTHENTICATED", await host.AskAsync("{ procedureOverviews { key } }"), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"procedureOverviews":[]}}""", await host.AskAsync("{ procedureOverviews { key } }", RoleNames.Operator));
        Assert.Contains("Es gibt noch kein Verfahren.", (await host.ReadAsync("/procedures", RoleNames.Operator)).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_s_operation_fits_the_schema()
    {
        await using var host = await ProceduresHost.StartAsync(database, _folder);
        Assert.Empty(GraphDocuments.Check(typeof(ProceduresModule).Assembly, host.Schema));
    }

    [Fact]
    public void Every_text_is_there_in_both_languages() => Assert.Empty(TextCatalogue.From([typeof(ProceduresModule).Assembly]).Untranslated());

    [Fact]
    public void Every_kind_of_finding_and_of_step_has_its_words()
    {
        string[] sources = ["src/Platform/Workflow", "src/Platform/Forms", "src/Modules/Procedures"];
        var codes = sources.SelectMany(source => Directory.EnumerateFiles(Path.Combine(TestDatabase.RepositoryRoot, source), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Codes().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(code => code is not "file.kind").Distinct().ToList();
        var texts = JsonNode.Parse(File.ReadAllText(Path.Combine(TestDatabase.RepositoryRoot, "src/Modules/Procedures/Texts/de.json")))!.AsObject();

        Assert.True(codes.Count > 50, $"Expected all codes of findings but found {codes.Count}.");
        Assert.Equal([], codes.Where(code => !texts.ContainsKey($"finding.{code}")));
        Assert.Equal([], Enum.GetNames<ProcedureStepKind>().Where(kind => !texts.ContainsKey($"procedures.kind.{kind.ToUpperInvariant()}")));
    }

    [GeneratedRegex("<strong lang=\"de\">(.*?)</strong>")]
    private static partial Regex StepNames();

    [GeneratedRegex("\"((?:bpmn|dmn|form|procedure|file)\\.[a-z][a-z-]+)\"")]
    private static partial Regex Codes();
}
