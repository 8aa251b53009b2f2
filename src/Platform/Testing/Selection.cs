using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.Testing;

/// <summary>What is selected under one response name: its type, whether it may be absent, and what is selected within it.</summary>
internal sealed record Selection(SchemaType Type, bool IsConditional, SelectionSetNode? Inner)
{
    /// <summary>The response names of a selection set, fragments opened. What stands under a narrower type or a condition may be absent.</summary>
    public static Dictionary<string, Selection> Of(SelectionSetNode set, NamedType on, DocumentNode document, bool isConditional = false)
    {
        var found = new Dictionary<string, Selection>();
        foreach (var (name, selection) in set.Selections.SelectMany(s => Open(s, on, document, isConditional)))
            found[name] = found.TryGetValue(name, out var other)
                ? selection with { Inner = Merge(other.Inner, selection.Inner), IsConditional = other.IsConditional && selection.IsConditional }
                : selection;
        return found;
    }

    private static IEnumerable<KeyValuePair<string, Selection>> Open(SelectionNode node, NamedType on, DocumentNode document, bool isConditional)
    {
        var may = isConditional || node.Directives.Length > 0;
        switch (node)
        {
            case FieldNode { Name.Value: "__typename" } field:
                return [KeyValuePair.Create(field.ResponseName, new Selection(new NonNullType(Scalars.String), may, null))];
            case FieldNode field when (on as FieldsType)?.Find(field.Name.Value) is { } known:
                return [KeyValuePair.Create(field.ResponseName, new Selection(known.Type, may, field.SelectionSet))];
            case InlineFragmentNode inline:
                return Within(inline.SelectionSet, inline.TypeCondition?.Name);
            case FragmentSpreadNode spread when document.Fragments.FirstOrDefault(f => f.Name.Value == spread.Name.Value) is { } fragment:
                return Within(fragment.SelectionSet, fragment.TypeCondition.Name);
            default:
                return [];
        }

        IEnumerable<KeyValuePair<string, Selection>> Within(SelectionSetNode set, string? condition)
        {
            var narrower = condition is null || condition == on.Name ? on : Narrow(on, condition);
            return Of(set, narrower, document, may || !Covers(narrower, on));
        }
    }

    /// <summary>Whether every object that <paramref name="on"/> may be is a <paramref name="narrower"/> one: all refusals of a mutation are errors.</summary>
    private static bool Covers(NamedType narrower, NamedType on) => narrower == on
        || (
            narrower as FieldsType is { } wide
                && on is IAbstractType { PossibleTypes: var members }
                && members.All(m => m == narrower || m.Interfaces.Contains(wide)));

    private static NamedType Narrow(NamedType on, string name) => on switch
    {
        IAbstractType type when type.PossibleTypes.FirstOrDefault(t => t.Name == name) is { } member => member,
        FieldsType type when type.Interfaces.FirstOrDefault(i => i.Name == name) is { } wider => wider,
        IAbstractType type when type.PossibleTypes.SelectMany(t => t.Interfaces).FirstOrDefault(i => i.Name == name) is { } shared => shared,
        _ => on,
    };

    private static SelectionSetNode? Merge(SelectionSetNode? one, SelectionSetNode? other) =>
        one is null || other is null ? one ?? other : one with { Selections = one.Selections.AddRange(other.Selections) };
}
