using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;
using Xunit;
using static Verwaltung.Workflow.Tests.Decisions.Given;

namespace Verwaltung.Workflow.Tests.Decisions;

public sealed class BoxedExpressionTests
{
    [Theory]
    [InlineData("item &gt; 2", "[3, 4]")]
    [InlineData("2", "2")]
    [InlineData("if item &gt; 2 then true else null", "[3, 4]")]
    [InlineData("\"yes\"", "null")]
    [InlineData("if item &lt; 3 then true else \"yes\"", "null")]
    public void A_filter_keeps_what_matches_and_takes_no_other_word_for_it(string match, string expected) =>
        Assert.Equal(expected, Value($"<filter><in>{Literal("[1, 2, 3, 4]")}</in><match>{Literal(match)}</match></filter>").ToString());

    [Theory]
    [InlineData("some", "if x = 2 then true else \"no\"", "null")]
    [InlineData("some", "x = 2", "true")]
    [InlineData("every", "x &gt; 0", "true")]
    [InlineData("every", "x &gt; 1", "false")]
    [InlineData("every", "1", "null")]
    public void A_quantifier_needs_conditions(string kind, string condition, string expected) =>
        Assert.Equal(expected, Value($"<{kind} iteratorVariable='x'><in>{Literal("[1, 2]")}</in><satisfies>{Literal(condition)}</satisfies></{kind}>").ToString());

    [Fact]
    public void An_invocation_binds_parameters_whose_names_have_dots() => Assert.Equal("Ada is 38", ((FeelString)Evaluate(
        Model($"""
            <inputData id="p" name="Person"><variable name="Person"/></inputData>
            <businessKnowledgeModel id="k" name="Words"><variable name="Words"/><encapsulatedLogic>
              <formalParameter name="Person.Name"/><formalParameter name="Person.Age"/>{Literal("Person.Name + \" is \" + string(Person.Age)")}
            </encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#p"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
              <invocation>{Literal("Words")}
                <binding><parameter name="Person.Name"/>{Literal("Person.Name")}</binding>
                <binding><parameter name="Person.Age"/>{Literal("Person.Age")}</binding>
              </invocation></decision>
            """),
        FeelContext.Empty.With("Person", FeelContext.Empty.With("Name", "Ada").With("Age", 38))).Output).Value);

    [Fact]
    public void A_service_gives_what_its_type_says()
    {
        var model = Model("""
            <itemDefinition name="tService"><functionItem outputTypeRef="string"/></itemDefinition>
            <decisionService id="s" name="s"><variable name="s" typeRef="tService"/><outputDecision href="#d"/></decisionService>
            <decision id="d" name="d"><variable name="d"/><literalExpression><text>1000</text></literalExpression></decision>
            """);

        Assert.Equal(FeelValue.Null, Evaluate(model, FeelContext.Empty, "s").Output);
        Assert.Equal(1000, Evaluate(model, FeelContext.Empty, "d").Output);
    }

    [Fact]
    public void Knowledge_that_calls_itself_for_ever_is_null_and_says_so()
    {
        var result = Evaluate(
            Model($"""
                <businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic><formalParameter name="n"/>{Literal("k(n + 1) + k(n + 2)")}</encapsulatedLogic>
                  <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement></businessKnowledgeModel>
                <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>{Literal("k(0)")}</decision>
                """),
            FeelContext.Empty);

        Assert.Equal(FeelValue.Null, result.Output);
        Assert.Contains(result.Warnings, warning => warning.Contains("too often", StringComparison.Ordinal) || warning.Contains("given up", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chain_of_requirements_longer_than_the_stack_is_a_fault_of_the_model()
    {
        const int Length = 20_000;
        var decisions = string.Concat(Enumerable.Range(0, Length).Select(i => $"<decision id='d{i}' name='d{i}'><informationRequirement><requiredDecision href='#d{i + 1}'/></informationRequirement>{Literal("1")}</decision>"));
        var read = Read(Model(decisions + $"<decision id='d{Length}' name='d{Length}'>{Literal("1")}</decision>"));

        Assert.Empty(read.Findings);
        Assert.Throws<DecisionException>(() => read.Model!.Evaluate("d0", FeelContext.Empty, new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)));
    }

    private static string Literal(string text) => $"<literalExpression><text>{text}</text></literalExpression>";

    private static FeelValue Value(string boxed) => Evaluate(Model($"<decision id='d' name='d'>{boxed}</decision>"), FeelContext.Empty).Output;
}
