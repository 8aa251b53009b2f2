using System.Collections.Immutable;
using System.Xml.Linq;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>Boxed expressions (DMN 1.5, clause 10.2).</summary>
internal sealed class LogicReader(FeelReader feel, Findings findings)
{
    private static readonly HashSet<string> Names =
    [
        "literalExpression", "decisionTable", "context", "invocation", "functionDefinition", "relation", "list",
        "conditional", "filter", "for", "some", "every",
    ];

    /// <summary>The logic that an element holds, C# null if it holds none.</summary>
    public BoxedLogic? In(XElement holder) =>
        holder.Children().FirstOrDefault(child => Names.Contains(child.Name.LocalName)) is { } expression ? Read(expression) : null;

    /// <summary>A function definition, or the logic encapsulated in a knowledge model.</summary>
    public FunctionLogic Function(XElement definition)
    {
        var parameters = definition.Children("formalParameter").Select(parameter =>
            new FeelParameter(parameter.Get("name") ?? "", feel.Type(parameter.Attribute("typeRef"))?.Type ?? FeelType.Any));
        // A function of another kind is no fault of the file; calling it gives null.
        var body = definition.Get("kind") is null or "FEEL" ? In(definition) : null;
        return new FunctionLogic(null, [.. parameters], body);
    }

    private BoxedLogic Read(XElement element)
    {
        var type = feel.Type(element.Attribute("typeRef"));
        return element.Name.LocalName switch
        {
            "literalExpression" => new LiteralLogic(type, feel.Expression(element)),
            "decisionTable" => new TableReader(feel, findings).Read(element, type),
            "context" => new ContextLogic(type, [.. element.Children("contextEntry").Select(Entry)]),
            "invocation" => new InvocationLogic(type, Required(element), [.. element.Children("binding").Select(Binding)]),
            "functionDefinition" => Function(element),
            "relation" => Relation(element, type),
            "list" => new ListLogic(type, [.. element.Children().Where(child => Names.Contains(child.Name.LocalName)).Select(Read)]),
            "conditional" => new ConditionalLogic(type, Part(element, "if"), Part(element, "then"), Part(element, "else")),
            "filter" => new FilterLogic(type, Part(element, "in"), Part(element, "match")),
            "for" => Iteration(element, type, IterationKind.For, "return"),
            "some" => Iteration(element, type, IterationKind.Some, "satisfies"),
            _ => Iteration(element, type, IterationKind.Every, "satisfies"),
        };
    }

    private BoxedLogic Required(XElement holder)
    {
        if (In(holder) is { } logic) return logic;
        findings.Error(holder, "dmn.no-expression", $"{holder.Shown()} has no expression.");
        return new LiteralLogic(null, FeelExpression.Parse("null"));
    }

    private BoxedLogic Part(XElement holder, string name)
    {
        if (holder.Child(name) is { } part) return Required(part);
        findings.Error(holder, "dmn.no-expression", $"{holder.Shown()} has no '{name}'.");
        return new LiteralLogic(null, FeelExpression.Parse("null"));
    }

    private LogicEntry Entry(XElement entry)
    {
        var variable = entry.Child("variable");
        return new LogicEntry(variable?.Get("name"), feel.Type(variable?.Attribute("typeRef")), Required(entry));
    }

    private LogicEntry Binding(XElement binding)
    {
        var parameter = binding.Child("parameter");
        return new LogicEntry(
            parameter?.Get("name") ?? "", feel.Type(parameter?.Attribute("typeRef")), In(binding) ?? new LiteralLogic(null, FeelExpression.Parse("null")));
    }

    private RelationLogic Relation(XElement relation, ItemType? type)
    {
        ImmutableArray<string> columns = [.. relation.Children("column").Select(column => column.Get("name") ?? "")];
        var rows = relation.Children("row")
            .Select(row => row.Children().Where(cell => Names.Contains(cell.Name.LocalName)).Select(Read).ToImmutableArray())
            .ToImmutableArray();
        if (rows.Any(row => row.Length != columns.Length))
            findings.Error(relation, "dmn.relation", $"{relation.Shown()} has rows with more or fewer cells than columns.");
        return new RelationLogic(type, columns, rows);
    }

    private IterationLogic Iteration(XElement element, ItemType? type, IterationKind kind, string body) =>
        new(type, kind, element.Get("iteratorVariable") ?? "", Part(element, "in"), Part(element, body));
}
