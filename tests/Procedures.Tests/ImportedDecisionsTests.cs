using Verwaltung.Feel;
using Xunit;

namespace Verwaltung.Procedures.Tests;

/// <summary>A decision may use what another file of the same procedure declares.</summary>
public sealed class ImportedDecisionsTests : IDisposable
{
    private const string Rates = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="r" name="rates" namespace="urn:rates">
          <itemDefinition name="tName"><typeRef>string</typeRef></itemDefinition>
          <businessKnowledgeModel id="known" name="known"><variable name="known"/>
            <encapsulatedLogic><formalParameter name="who" typeRef="tName"/><literalExpression><text>who = "Ada"</text></literalExpression></encapsulatedLogic>
          </businessKnowledgeModel>
          <decision id="base" name="base"><variable name="base"/><literalExpression><text>10</text></literalExpression></decision>
        </definitions>
        """;

    private const string Fee = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="f" name="fees" namespace="urn:fees">
          <import name="rates" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
          <decision id="fee" name="fee"><variable name="fee"/>
            <informationRequirement><requiredDecision href="urn:rates#base"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="urn:rates#known"/></knowledgeRequirement>
            <literalExpression><text>{ treffer: rates.known(name), grund: if rates.known(name) then null else "unbekannt", betrag: rates.base * 3 }</text></literalExpression>
          </decision>
        </definitions>
        """;

    private readonly Workspace _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bundle_reads_them_in_the_order_of_their_imports()
    {
        var bundle = BundleReader.Read(BundleFiles.FromFolder(Procedure()));

        Assert.Empty(bundle.Findings);
        Assert.Equal(
            FeelContext.Empty.With("treffer", true).With("grund", FeelValue.Null).With("betrag", 30),
            bundle.Bundle!.Decisions.Evaluate("fee", FeelContext.Empty.With("name", "Ada"), new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)).Output);
    }

    [Fact]
    public void Check_and_play_take_them_too()
    {
        var folder = Procedure();

        Assert.Equal((0, "", ""), CommandRun.Run("check", folder));
        Assert.Equal((0, "", ""), CommandRun.Run("check", Path.Combine(folder, "decisions", "fee.dmn")));
        var (exit, _, error) = CommandRun.Run("play", Path.Combine(folder, "process.bpmn"), "--variables", _folder.With("ada.json", "{\"name\": \"Ada\"}"));
        Assert.Equal((0, ""), (exit, error));
    }

    [Fact]
    public void What_is_missing_or_imports_in_a_circle_is_an_error()
    {
        var folder = Procedure();
        _folder.With("permit/decisions/rates.dmn", Rates.Replace("<itemDefinition", "<import name=\"fees\" namespace=\"urn:fees\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/><itemDefinition", StringComparison.Ordinal));
        Assert.Contains("decisions/rates.dmn:2:3: error dmn.import The imported model 'urn:fees' is not there, cannot be read, or imports this one in turn.", Findings(folder), StringComparison.Ordinal);

        File.Delete(Path.Combine(folder, "decisions", "rates.dmn"));
        Assert.Contains("decisions/fee.dmn:2:3: error dmn.import The imported model 'urn:rates' is not there", Findings(folder), StringComparison.Ordinal);
    }

    private static string Findings(string folder) => string.Join('\n', BundleReader.Read(BundleFiles.FromFolder(folder)).Findings);

    private string Procedure()
    {
        var folder = SampleProcedure.Write(_folder);
        _folder.With("permit/decisions/rates.dmn", Rates);
        _folder.With("permit/decisions/fee.dmn", Fee);
        return folder;
    }
}
