using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;
using Xunit;
using static Verwaltung.Workflow.Tests.Decisions.Given;

namespace Verwaltung.Workflow.Tests.Decisions;

public sealed class DmnReaderTests
{
    [Fact]
    public void A_syntax_error_is_found_where_it_stands_in_the_file() => Refused(
        """
        <decision id="d" name="d">
          <literalExpression><text>1 +
          * 2</text></literalExpression>
        </decision>
        """,
        "model.dmn:4:3: error feel.syntax Expected a value but found '*'.");

    [Fact]
    public void A_column_counts_from_the_start_of_the_line() => Refused(
        "<decision id=\"d\" name=\"d\"><literalExpression><text>1 2</text></literalExpression></decision>",
        "model.dmn:2:54: error feel.syntax '2' does not fit here: the expression is complete before it.");

    [Fact]
    public void A_hit_policy_that_does_not_exist_is_refused() => Refused(
        "<decision id=\"d\" name=\"d\"><decisionTable id=\"t\" hitPolicy=\"LAST\"><output/></decisionTable></decision>",
        "model.dmn:2:27: error dmn.hit-policy decisionTable 't' has the hit policy 'LAST ', which there is not.");

    [Fact]
    public void A_rule_with_too_few_cells_is_refused() => Refused(
        "<decision id=\"d\" name=\"d\"><decisionTable><input><inputExpression><text>x</text></inputExpression></input><output/><rule id=\"r\"><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>",
        "model.dmn:2:115: error dmn.rule-width Rule 1 (r) has 0 inputs and 1 outputs; its table has 1 and 1.");

    [Fact]
    public void A_reference_to_nothing_is_refused() => Refused(
        "<decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#gone\"/></informationRequirement></decision>",
        "model.dmn:2:1: error dmn.reference decision 'd' refers to 'gone', which there is not.");

    [Fact]
    public void A_decision_that_requires_itself_is_refused()
    {
        static string Decision(string id, string required) =>
            $"<decision id=\"{id}\" name=\"{id}\"><informationRequirement><requiredDecision href=\"#{required}\"/></informationRequirement></decision>";

        var findings = Read(Model(Decision("a", "b") + Decision("b", "a"))).Findings;

        Assert.Equal(["Decision 'a' requires itself.", "Decision 'b' requires itself."], findings.Select(finding => finding.Message));
    }

    [Fact]
    public void An_unknown_type_is_refused() => Refused(
        "<inputData id=\"i\" name=\"i\"><variable name=\"i\" typeRef=\"tPerson\"/></inputData>",
        "model.dmn:2:47: error dmn.unknown-type There is no type 'tPerson'.");

    [Fact]
    public void A_dtd_is_refused()
    {
        var read = Read("<!DOCTYPE definitions [<!ENTITY e \"x\">]>\n" + Model(""));

        Assert.Null(read.Model);
        Assert.Equal(("dmn.xml", Severity.Error, 1), (read.Findings.Single().Code, read.Findings.Single().Severity, read.Findings.Single().Line));
    }

    [Fact]
    public void What_is_no_dmn_is_refused() => Assert.Equal("dmn.no-dmn", Read("<definitions xmlns=\"urn:other\"/>").Findings.Single().Code);

    [Fact]
    public void A_broken_file_is_refused() => Assert.Equal("dmn.xml", Read("<definitions").Findings.Single().Code);

    private static void Refused(string elements, string finding)
    {
        var read = Read(Model(elements));

        Assert.Null(read.Model);
        Assert.Equal([finding], read.Findings.Select(found => found.ToString()));
    }
}
