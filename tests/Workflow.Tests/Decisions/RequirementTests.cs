using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;
using Xunit;
using static Verwaltung.Workflow.Tests.Decisions.Given;

namespace Verwaltung.Workflow.Tests.Decisions;

public sealed class RequirementTests
{
    private const string Fee = """
        <itemDefinition name="tMonths"><typeRef>number</typeRef><allowedValues><text>6, 12</text></allowedValues></itemDefinition>
        <inputData id="months" name="months"><variable name="months" typeRef="tMonths"/></inputData>
        <decision id="fee" name="Fee due"><variable name="Fee due" typeRef="number"/>
          <informationRequirement><requiredInput href="#months"/></informationRequirement>
          <decisionTable><input><inputExpression><text>months</text></inputExpression></input><output/>
            <rule id="half"><inputEntry><text>6</text></inputEntry><outputEntry><text>20.5</text></outputEntry></rule>
            <rule id="full"><inputEntry><text>12</text></inputEntry><outputEntry><text>30.7</text></outputEntry></rule>
          </decisionTable>
        </decision>
        <businessKnowledgeModel id="rounded" name="rounded"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
          <literalExpression><text>round half up(n, 0)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <decision id="notice" name="notice">
          <informationRequirement><requiredDecision href="#fee"/></informationRequirement>
          <knowledgeRequirement><requiredKnowledge href="#rounded"/></knowledgeRequirement>
          <context>
            <contextEntry><variable name="exact"/><literalExpression><text>Fee due</text></literalExpression></contextEntry>
            <contextEntry><variable name="about"/><literalExpression><text>rounded(exact)</text></literalExpression></contextEntry>
            <contextEntry><variable name="zone"/><literalExpression><text>zone</text></literalExpression></contextEntry>
            <contextEntry><variable name="hidden"/><literalExpression><text>months</text></literalExpression></contextEntry>
          </context>
        </decision>
        """;

    [Fact]
    public void A_decision_sees_what_it_requires_and_what_the_model_does_not_declare()
    {
        var result = Evaluate(Model(Fee), FeelContext.Empty.With("months", 12).With("zone", "GU"), "notice");

        Assert.Equal(FeelContext.Empty.With("exact", 30.7m).With("about", 31).With("zone", "GU").With("hidden", FeelValue.Null), result.Output);
        Assert.Equal(["fee/full"], result.Rules.Select(rule => rule.ToString()));
        Assert.Equal(ImmutableArray.Create("There is no variable 'months'."), result.Warnings);
    }

    [Fact]
    public void A_value_that_is_not_allowed_becomes_null()
    {
        var result = Evaluate(Model(Fee), FeelContext.Empty.With("months", 7), "fee");

        Assert.Equal(FeelValue.Null, result.Output);
        Assert.Equal(ImmutableArray.Create("Input 'months': the value 7 is not allowed."), result.Warnings);
    }

    [Fact]
    public void A_decision_that_does_not_exist_is_a_fault() =>
        Assert.Equal("There is no decision 'gone' in 'model'.", Assert.Throws<DecisionException>(() => Evaluate(Model(Fee), FeelContext.Empty, "gone")).Message);
}
