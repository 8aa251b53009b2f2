using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>Decision tables (DMN 1.5, clause 8.3).</summary>
internal sealed class TableReader(FeelReader feel, Findings findings)
{
    public DecisionTable Read(XElement table, ItemType? type)
    {
        var outputs = table.Children("output").ToList();
        var annotations = table.Children("annotation").Select(annotation => annotation.Get("name") ?? "").ToList();
        ImmutableArray<TableInput> inputs = [.. table.Children("input").Select(Input)];
        var result = new DecisionTable(type, Policy(table, outputs.Count), inputs, [.. outputs.Select(output => Output(output, outputs.Count))],
            [.. table.Children("rule").Select((rule, index) => Rule(rule, index + 1, annotations))]);
        CheckWidths(table, result);
        return result;
    }

    private HitPolicy Policy(XElement table, int outputs)
    {
        var (policy, aggregation) = (table.Get("hitPolicy") ?? "UNIQUE", table.Get("aggregation"));
        var known = HitPolicies.Parse(policy, aggregation);
        if (known is null) findings.Error(table, "dmn.hit-policy", $"{table.Shown()} has the hit policy '{policy} {aggregation}', which there is not.");
        if (outputs == 0) findings.Error(table, "dmn.no-output", $"{table.Shown()} has no output.");
        if (outputs > 1 && aggregation is not null && policy == "COLLECT")
            findings.Error(table, "dmn.hit-policy", $"{table.Shown()} collects with '{aggregation}' over several outputs, which has no meaning.");
        return known ?? HitPolicy.Unique;
    }

    private TableInput Input(XElement input)
    {
        var expression = input.Child("inputExpression") ?? input;
        return new TableInput(feel.Expression(expression), feel.Type(expression.Attribute("typeRef")), feel.Tests(input.Child("inputValues")));
    }

    private TableOutput Output(XElement output, int count)
    {
        var name = output.Get("name");
        if (name is null && count > 1) findings.Error(output, "dmn.output-name", $"{output.Shown()} needs a name, because the table has several outputs.");
        var values = output.Child("outputValues");
        var @default = output.Child("defaultOutputEntry");
        return new TableOutput(
            name ?? "", feel.Type(output.Attribute("typeRef")), feel.Ranking(values), feel.Tests(values), @default is null ? null : feel.Expression(@default));
    }

    private TableRule Rule(XElement rule, int number, List<string> annotations)
    {
        var texts = rule.Children("annotationEntry")
            .Select((entry, index) => new RuleAnnotation(annotations.ElementAtOrDefault(index) ?? "", entry.Text("text") ?? ""));
        return new TableRule(
            rule.Get("id") ?? number.ToString(CultureInfo.InvariantCulture),
            number,
            rule.Text("description") is { Length: > 0 } description ? description : null,
            [.. rule.Children("inputEntry").Select(feel.Tests)],
            [.. rule.Children("outputEntry").Select(feel.Expression)],
            [.. texts.Where(annotation => annotation.Text.Length > 0)]);
    }

    private void CheckWidths(XElement table, DecisionTable read)
    {
        foreach (var (element, rule) in table.Children("rule").Zip(read.Rules))
            if (rule.Inputs.Length != read.Inputs.Length || rule.Outputs.Length != read.Outputs.Length)
                findings.Error(
                    element, "dmn.rule-width",
                    $"Rule {rule.Number} ({rule.Id}) has {rule.Inputs.Length} inputs and {rule.Outputs.Length} outputs; "
                    + $"its table has {read.Inputs.Length} and {read.Outputs.Length}.");
    }
}
