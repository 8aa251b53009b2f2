using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Validation;
using Verwaltung.GraphQl.Validation.Rules;
using YamlDotNet.RepresentationModel;

namespace Verwaltung.GraphQl.Tests;

/// <summary>The scenarios of graphql-cats: how many errors a rule finds, and where.</summary>
public sealed class CatsValidationTests
{
    private static readonly Dictionary<string, ValidationRule> Rules = new()
    {
        ["ExecutableDefinitions"] = ExecutableDefinitions.Check,
        ["FieldsOnCorrectType"] = FieldsOnCorrectType.Check,
        ["FragmentsOnCompositeTypes"] = FragmentsOnCompositeTypes.Check,
        ["KnownArgumentNames"] = KnownArgumentNames.Check,
        ["KnownDirectives"] = KnownDirectives.Check,
        ["ScalarLeafs"] = ScalarLeafs.Check,
    };

    [Fact]
    public void Each_rule_finds_what_the_scenarios_say()
    {
        var folder = TestData.Folder("cats", "scenarios", "validation");
        var schema = SdlSchema.Parse(File.ReadAllText(Path.Combine(folder, "validation.schema.graphql")));
        var scenarios = Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Scenarios)

            .Where(scenario => !scenario.Name.Contains("schema language", StringComparison.Ordinal)) // only executable documents are validated
            .Where(scenario => !scenario.Name.Contains("scalar selection not allowed", StringComparison.OrdinalIgnoreCase)).ToList(); // the reference has since named the selection, not the field: see the differential test

        Assert.Equal(scenarios.Select(scenario => (scenario.Name, scenario.Expected)), scenarios.Select(scenario => (scenario.Name, Run(schema, scenario))));
        Assert.True(scenarios.Count > 50, $"Only {scenarios.Count} scenarios were found.");
    }

    private static string Run(GraphQlSchema schema, Scenario scenario)
    {
        var facts = new DocumentFacts(schema, Parser.Parse(scenario.Query));
        return string.Join(' ', scenario.Rules.SelectMany(rule => Rules[rule](facts)).SelectMany(error => error.Locations).Select(location => $"{location.Line}:{location.Column}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Scenario> Scenarios(string path)
    {
        using var reader = new StreamReader(path);
        var yaml = new YamlStream();
        yaml.Load(reader);
        foreach (var test in (YamlSequenceNode)yaml.Documents[0].RootNode["tests"])
        {
            var expected = test["then"] is YamlSequenceNode list ? list.Where(item => item is YamlMappingNode map && map.Children.ContainsKey("loc")).Select(item => item["loc"]) : [];
            yield return new(
                $"{Path.GetFileNameWithoutExtension(path)}: {test["name"]}",
                ((YamlScalarNode)test["given"]["query"]).Value!,
                [.. ((YamlSequenceNode)test["when"]["validate"]).Select(rule => rule.ToString())],
                string.Join(' ', expected.SelectMany(Locations).Order(StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<string> Locations(YamlNode loc) => loc is YamlSequenceNode many ? many.SelectMany(Locations) : [$"{loc["line"]}:{loc["column"]}"];

    private sealed record Scenario(string Name, string Query, IReadOnlyList<string> Rules, string Expected);
}
