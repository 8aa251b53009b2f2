using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Fields with one response name are the same field with the same arguments, or never of the same object; and have one shape. (GraphQL, section 5.3.2.)</summary>
internal static class OverlappingFieldsCanBeMerged
{
    private sealed record Selected(NamedType? Parent, FieldNode Node, Field? Definition);

    // Comparing every pair takes the square of the fields. Both conditions are equivalences inside a group, so each field is compared with the first
    // of its group only: all of one response name for the shape, all that can be fields of one object for name and arguments.
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Operations.SelectMany(operation =>
        {
            var fields = Collect(facts, operation.SelectionSet, facts.RootType(operation), [], []);
            var shapes = Shapes(facts, fields).ToList();
            return shapes.Count > 0 ? shapes : Merge(facts, fields);
        });

    private static IEnumerable<GraphQlError> Shapes(DocumentFacts facts, List<Selected> fields)
    {
        foreach (var group in fields.GroupBy(field => field.Node.ResponseName).Select(group => group.ToList()))
        {
            if (group.Find(field => !HaveOneShape(field.Definition?.Type, group[0].Definition?.Type)) is { } other)
                yield return Violation.Of($"\"{group[0].Node.ResponseName}\" stands for values of type {group[0].Definition!.Type} and of type {other.Definition!.Type}; give them different aliases.", group[0].Node, other.Node);
            else
                foreach (var error in Shapes(facts, Children(facts, group)))
                    yield return error;
        }
    }

    private static IEnumerable<GraphQlError> Merge(DocumentFacts facts, List<Selected> fields)
    {
        foreach (var group in fields.GroupBy(field => field.Node.ResponseName).SelectMany(group => OfOneObject([.. group])))
        {
            if (group.Find(field => field.Node.Name.Value != group[0].Node.Name.Value) is { } other)
                yield return Violation.Of($"\"{group[0].Node.ResponseName}\" stands for the fields \"{group[0].Node.Name.Value}\" and \"{other.Node.Name.Value}\"; give them different aliases.", group[0].Node, other.Node);
            else if (group.Find(field => Arguments(field.Node) != Arguments(group[0].Node)) is { } different)
                yield return Violation.Of($"\"{group[0].Node.ResponseName}\" stands for one field with different arguments; give them different aliases.", group[0].Node, different.Node);
            else
                foreach (var error in Merge(facts, Children(facts, group)))
                    yield return error;
        }
    }

    /// <summary>The fields that can belong to one object: those of one object type together with those of interfaces and unions.</summary>
    private static IEnumerable<List<Selected>> OfOneObject(List<Selected> group)
    {
        var ofAny = group.Where(field => field.Parent is not ObjectType).ToList();
        var byObject = group.Where(field => field.Parent is ObjectType).GroupBy(field => field.Parent).ToList();
        return byObject.Count == 0 ? [ofAny] : byObject.Select(one => one.Concat(ofAny).ToList());
    }

    private static List<Selected> Children(DocumentFacts facts, List<Selected> group)
    {
        var (fields, visited) = (new List<Selected>(), new HashSet<string>());
        foreach (var field in group)
            if (field.Node.SelectionSet is { } set)
                Collect(facts, set, field.Definition?.Type.Named, fields, visited);
        return fields;
    }

    private static List<Selected> Collect(DocumentFacts facts, SelectionSetNode set, NamedType? parent, List<Selected> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is FieldNode field)
                fields.Add(new(parent, field, parent is null ? null : Introspection.FindField(facts.Schema, parent, field.Name.Value)));
            else if (selection is InlineFragmentNode inline)
                Collect(facts, inline.SelectionSet, inline.TypeCondition is null ? parent : facts.Schema.Types.GetValueOrDefault(inline.TypeCondition.Name), fields, visited);
            else if (selection is FragmentSpreadNode spread && visited.Add(spread.Name.Value) && facts.FragmentsByName.TryGetValue(spread.Name.Value, out var fragment))
                Collect(facts, fragment.SelectionSet, facts.Schema.Types.GetValueOrDefault(fragment.TypeCondition.Name), fields, visited);
        }

        return fields;
    }

    /// <summary>SameResponseShape: lists and nulls alike, leaves of one type, composites with composites.</summary>
    private static bool HaveOneShape(SchemaType? a, SchemaType? b) => (a, b) switch
    {
        (null, _) or (_, null) => true,
        (NonNullType x, NonNullType y) => HaveOneShape(x.Type, y.Type),
        (NonNullType, _) or (_, NonNullType) => false,
        (ListType x, ListType y) => HaveOneShape(x.Item, y.Item),
        (ListType, _) or (_, ListType) => false,
        _ => a == b || (a.Named.IsComposite && b.Named.IsComposite),
    };

    private static string Arguments(FieldNode node) =>
        string.Join(',', node.Arguments.OrderBy(argument => argument.Name.Value, StringComparer.Ordinal).Select(argument => $"{argument.Name.Value}:{Printer.Print(argument.Value)}"));
}
