using System.Text.Json;
using System.Text.RegularExpressions;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class CheckCommandTests : IDisposable
{
    private readonly Workspace _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_procedure_in_order_has_nothing_to_say() => Assert.Equal((0, "", ""), CommandRun.Run("check", SampleProcedure.Write(_folder)));

    [Fact]
    public void The_procedures_of_the_house_are_found_below_their_folder_and_in_order() =>
        Assert.Equal((0, "", ""), CommandRun.Run("check", Path.Combine(TestDatabase.RepositoryRoot, "workflows")));

    [Fact]
    public void Without_a_path_it_says_what_it_expects() =>
        Assert.Equal((2, "", "Expected a path, for example: verwaltung check workflows/resident-parking-permit.\n"), CommandRun.Run("check"));

    [Fact]
    public void A_path_that_is_not_there_is_named() =>
        Assert.Equal((2, "", "There is no file or folder 'nowhere.bpmn'.\n"), CommandRun.Run("check", "nowhere.bpmn"));

    [Fact]
    public void An_unknown_format_is_refused() =>
        Assert.Equal((2, "", "There is no format 'xml'; there are text and json.\n"), CommandRun.Run("check", _folder.Path, "--format", "xml"));

    [Theory]
    [InlineData("broken.bpmn", "<bpmn", ":1:6: error bpmn.xml The file is not well-formed XML: ")]
    [InlineData("dtd.bpmn", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", ":1:1: error bpmn.xml A document type (DTD) is not allowed.")]
    [InlineData("other.bpmn20.xml", "<a/>", ":1:2: error bpmn.root Expected BPMN 2.0 'definitions' but found 'a'.")]
    [InlineData("broken.dmn", "<definitions", ":1:13: error dmn.xml This is no XML that can be read: ")]
    [InlineData("broken.form", "{ \"components\": [ }", ":1:19: error form.json Not JSON: ")]
    [InlineData("procedure.yaml", "key: a\nkey: b\n", ":2:1: error procedure.yaml ")]
    [InlineData("other.yaml", "", ":1:1: error procedure.empty Expected the settings of the procedure, but the file is empty.")]
    [InlineData("letter.odt", "", ":1:1: error file.kind Expected a file .bpmn, .bpmn20.xml, .dmn, .form or .yaml.")]
    public void A_broken_file_is_refused_with_line_column_and_reason(string name, string content, string finding)
    {
        var file = _folder.With(name, content);

        var (exit, output, error) = CommandRun.Run("check", file);

        Assert.Equal((1, ""), (exit, error));
        Assert.StartsWith(file + finding, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_an_array_of_findings_and_empty_when_nothing_is_wrong()
    {
        var file = _folder.With("a.bpmn", "<a/>");

        var (exit, output, _) = CommandRun.Run("check", file, "--format", "json");

        Assert.Equal(
            (1, $$"""[{"file":"{{file}}","line":1,"column":2,"severity":"error","code":"bpmn.root","message":"Expected BPMN 2.0 'definitions' but found 'a'."}]"""),
            (exit, JsonSerializer.Serialize(JsonDocument.Parse(output).RootElement, Plain)));
        Assert.Equal((0, "[]\n", ""), CommandRun.Run("check", SampleProcedure.Write(_folder), "--format", "json"));
    }

    [Theory]
    [InlineData("fee.treffer: true", "fee.treffer: false", "7:3: error scenario.value Expected fee.treffer = false but found true.")]
    [InlineData("[decide, send]", "[send]", "5:7: error scenario.way Expected 'send' as step 1 but found 'decide'. The whole way was [decide, send].")]
    [InlineData("[decide, send]", "[decide]", "5:6: error scenario.way Expected nothing as step 2 but found 'send'. The whole way was [decide, send].")]
    [InlineData("decide: {", "decid: {", "4:3: error scenario.step There is no element 'decid' in the process.")]
    [InlineData("schritte:", "steps:", "3:1: error scenario.yaml Expected one of start, antrag, schritte, offen, dabei, spaeter, weg, werte, but found 'steps'.")]
    [InlineData("weg:", "offen: [nobody]\nweg:", "5:9: error scenario.step There is no element 'nobody' in the process.")]
    [InlineData("weg:", "dabei: { nobody: decide }\nweg:", "5:10: error scenario.step There is no element 'nobody' in the process.")]
    [InlineData("weg:", "spaeter: { nobody: P1D }\nweg:", "5:12: error scenario.step There is no element 'nobody' in the process.")]
    [InlineData("weg:", "spaeter: { send: bald }\nweg:", "5:18: error scenario.yaml Expected a duration such as P16D or PT2H, but found 'bald'.")]
    [InlineData("[decide, send]", "[decide]\noffen: [send]", "5:6: error scenario.end Expected the process to end but it is waiting.")]
    [InlineData("2026-11-23T09", "gestern", "1:8: error scenario.yaml Expected an instant such as 2026-11-23T09:00:00+01:00, but found 'gestern:00:00+01:00'.")]
    [InlineData("{ name: Ada }", "&a { name: *a }", "2:9: error scenario.yaml ")]
    public void A_scenario_that_goes_another_way_is_a_finding_at_its_line(string written, string broken, string finding)
    {
        var procedure = SampleProcedure.Write(_folder);
        var file = _folder.With("permit/scenarios/way.yaml", SampleProcedure.Scenario.Replace(written, broken, StringComparison.Ordinal));

        var (exit, output, _) = CommandRun.Run("check", procedure);

        Assert.Equal(1, exit);
        Assert.Contains($"{file}:{finding}", output, StringComparison.Ordinal);
        Assert.Equal((exit, output, ""), CommandRun.Run("check", file));
    }

    [Fact]
    public void A_job_that_no_module_does_is_refused_in_a_procedure_and_left_open_in_a_lone_process()
    {
        var procedure = SampleProcedure.Write(_folder);
        var process = SampleProcedure.Process.Replace("type=\"send\"", "type=\"print\"", StringComparison.Ordinal);
        var file = _folder.With("permit/process.bpmn", process);

        Assert.Equal(
            (1, $"{file}:17:59: error bpmn.unresolved-reference 'send' refers to job type 'print', which does not exist.\n", ""), CommandRun.Run("check", procedure));
        Assert.Equal((0, "", ""), CommandRun.Run("check", _folder.With("lone.bpmn", process)));
    }

    [Fact]
    public void Files_that_are_nested_without_end_are_refused_like_any_other()
    {
        var procedure = SampleProcedure.Write(_folder);
        var scenario = _folder.With("permit/scenarios/way.yaml", new string('[', 100_000));
        Assert.Contains($"{scenario}:1:", CommandRun.Run("check", procedure).Output, StringComparison.Ordinal);

        var context = string.Concat(Enumerable.Repeat("<context><contextEntry>", 20_000)) + string.Concat(Enumerable.Repeat("</contextEntry></context>", 20_000));
        var decision = _folder.With("deep.dmn", SampleProcedure.Decision.Replace("<literalExpression", context + "<literalExpression", StringComparison.Ordinal));
        Assert.StartsWith($"{decision}:4:", CommandRun.Run("check", decision).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_process_of_other_people_gets_a_verdict()
    {
        var corpus = Path.Combine(Path.GetDirectoryName(TestDatabase.RepositoryRoot)!, "shared", "testdata", "bpmn");
        Assert.SkipUnless(Directory.Exists(corpus), "The BPMN models are not there: ../shared/testdata/bpmn beside the repository.");
        var files = Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".bpmn", StringComparison.Ordinal) || file.EndsWith(".bpmn20.xml", StringComparison.Ordinal)).ToList();

        var verdicts = files.Select(file => (File: file, Run: CommandRun.Run("check", file))).ToList();

        Assert.True(files.Count > 150, $"Expected the whole corpus but found {files.Count} files.");
        Assert.Equal([0, 1], verdicts.Select(verdict => verdict.Run.Exit).Distinct().Order());
        Assert.All(verdicts, verdict => Assert.Matches($"^({Regex.Escape(verdict.File)}:\\d+:\\d+: (error|warning) [a-z.-]+ .+\n)*$", verdict.Run.Output));
        Assert.All(verdicts.Where(verdict => verdict.Run.Exit == 1), verdict => Assert.Contains(": error ", verdict.Run.Output, StringComparison.Ordinal));
        Assert.Equal(verdicts.Sum(verdict => verdict.Run.Output.Length), CommandRun.Run("check", corpus).Output.Length);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
