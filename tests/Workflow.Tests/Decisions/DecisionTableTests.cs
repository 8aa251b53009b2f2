using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;
using Xunit;
using static Verwaltung.Workflow.Tests.Decisions.Given;

namespace Verwaltung.Workflow.Tests.Decisions;

public sealed class DecisionTableTests
{
    [Fact]
    public void A_matching_rule_gives_its_output_and_is_shown_with_annotations()
    {
        var result = Evaluate(Table("UNIQUE", Rule("r1", "< 18", "\"minor\"", "§ 1"), Rule("r2", ">= 18", "\"adult\"", "§ 2")), Age(20));

        var rule = new MatchedRule("age group", "r2", 2, "about r2", [new RuleAnnotation("Basis", "§ 2")]);
        Assert.Equal(new DecisionResult("adult", [rule], []), result);
    }

    [Fact]
    public void Two_hits_of_a_unique_table_are_a_fault_that_names_both_rules()
    {
        var fault = Assert.Throws<DecisionException>(() => Evaluate(Table("UNIQUE", Rule("r1", "> 1", "1"), Rule("r2", "> 2", "2")), Age(20)));

        Assert.Equal("age group", fault.DecisionId);
        Assert.Equal("In the table of 'age group' the rules 1 (r1), 2 (r2) match at once: its hit policy UNIQUE allows one.", fault.Message);
    }

    [Fact]
    public void Hits_of_an_any_table_must_agree()
    {
        Assert.Equal(1, Evaluate(Table("ANY", Rule("r1", "> 1", "1"), Rule("r2", "> 2", "1")), Age(20)).Output);
        Assert.Throws<DecisionException>(() => Evaluate(Table("ANY", Rule("r1", "> 1", "1"), Rule("r2", "> 2", "2")), Age(20)));
    }

    [Fact]
    public void First_takes_the_first_hit_and_shows_no_other()
    {
        var result = Evaluate(Table("FIRST", Rule("r1", "> 90", "1"), Rule("r2", "> 2", "2"), Rule("r3", "-", "3")), Age(20));

        Assert.Equal(2, result.Output);
        Assert.Equal(["age group/r2"], result.Rules.Select(rule => rule.ToString()));
    }

    [Theory]
    [InlineData("COLLECT", "[30, 10, 20]")]
    [InlineData("COLLECT\" aggregation=\"SUM", "60")]
    [InlineData("COLLECT\" aggregation=\"MIN", "10")]
    [InlineData("COLLECT\" aggregation=\"MAX", "30")]
    [InlineData("COLLECT\" aggregation=\"COUNT", "3")]
    [InlineData("RULE ORDER", "[30, 10, 20]")]
    [InlineData("OUTPUT ORDER", "[10, 20, 30]")]
    [InlineData("PRIORITY", "10")]
    public void Policies_of_several_hits_combine_them(string policy, string expected)
    {
        var table = Table(policy, Rule("r1", "-", "30"), Rule("r2", "", "10"), Rule("r3", "> 2", "20"), Rule("r4", "< 2", "5"));

        Assert.Equal(expected, Evaluate(table, Age(20)).Output.ToString());
    }

    [Fact]
    public void Without_a_hit_the_output_is_null() => Assert.Equal(FeelValue.Null, Evaluate(Table("UNIQUE", Rule("r1", "> 90", "1")), Age(20)).Output);

    [Fact]
    public void An_input_that_is_missing_gives_a_warning()
    {
        var result = Evaluate(Table("UNIQUE", Rule("r1", "> 90", "1")), FeelContext.Empty);

        Assert.Equal(FeelValue.Null, result.Output);
        Assert.Equal(ImmutableArray.Create("The input 'applicant age' is missing."), result.Warnings);
    }

    private static FeelContext Age(int age) => FeelContext.Empty.With("applicant age", age);

    private static string Table(string policy, params string[] rules) => Model($$"""
        <decision id="age group" name="age group">
          <informationRequirement><requiredInput href="#in"/></informationRequirement>
          <decisionTable id="t" hitPolicy="{{policy}}">
            <input><inputExpression typeRef="number"><text>applicant age</text></inputExpression></input>
            <output><outputValues><text>10, 20, 30, 1, 2, 3, "minor", "adult"</text></outputValues></output>
            <annotation name="Basis"/>
            {{string.Concat(rules)}}
          </decisionTable>
        </decision>
        <inputData id="in" name="applicant age"><variable name="applicant age" typeRef="number"/></inputData>
        """);

    private static string Rule(string id, string test, string output, string annotation = "") => $"""
        <rule id="{id}"><description>about {id}</description><inputEntry><text><![CDATA[{test}]]></text></inputEntry>
        <outputEntry><text>{output}</text></outputEntry><annotationEntry><text>{annotation}</text></annotationEntry></rule>
        """;
}
