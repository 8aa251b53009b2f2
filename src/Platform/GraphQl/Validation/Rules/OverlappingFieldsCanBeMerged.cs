using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>
/// Fields with one response name are the same field with the same arguments, or never of the same object; and have one shape. (GraphQL, section 5.3.2.)
/// Compares pairs as the reference does, so that it names the same places; what was compared once is not compared again, and a bound keeps the square
/// of the fields at bay.
/// </summary>
internal sealed class OverlappingFieldsCanBeMerged
{
    private const int MaxComparisons = 250_000;

    /// <summary>More places than a person looks at.</summary>
    private const int MaxPlaces = 20;

    private readonly DocumentFacts facts;
    private readonly Dictionary<(NamedType?, SelectionSetNode), Collected> collected = [];
    private readonly Dictionary<(Collected, FragmentNode?), bool> fieldsWithFragment = [];
    private readonly Dictionary<(FragmentNode?, FragmentNode?), bool> fragmentPairs = [];
    private int comparisons;

    private OverlappingFieldsCanBeMerged(DocumentFacts facts) => this.facts = facts;

    public static IEnumerable<GraphQlError> Check(DocumentFacts facts)
    {
        try
        {
            var rule = new OverlappingFieldsCanBeMerged(facts);
            return facts.Selections.Where(set => set.Node.Selections is not [FieldNode or FragmentSpreadNode])
                .SelectMany(set => rule.Within(rule.Collect(set.Parent, set.Node)))
                .Select(conflict => Violation.Of($"{conflict.Reason}; give them different aliases.", [.. conflict.First, .. conflict.Second])).ToList();
        }
        catch (DocumentTooLargeException fault)
        {
            return [new(fault.Message, [fault.Location], [], ErrorCodes.LimitExceeded)];
        }
    }

    private List<Conflict> Within(Collected fields)
    {
        var conflicts = new List<Conflict>();
        foreach (var group in fields.Groups.Values)
            for (var i = 0; i < group.Count; i++)
                for (var j = i + 1; j < group.Count; j++)
                    Compare(group[i], group[j], areExclusive: false, conflicts);
        for (var i = 0; i < fields.Fragments.Count; i++)
        {
            FieldsWithFragment(fields, fields.Fragments[i], areExclusive: false, conflicts);
            for (var j = i + 1; j < fields.Fragments.Count; j++)
                FragmentWithFragment(fields.Fragments[i], fields.Fragments[j], areExclusive: false, conflicts);
        }

        return conflicts;
    }

    private void FieldsWithFragment(Collected fields, FragmentNode? fragment, bool areExclusive, List<Conflict> conflicts)
    {
        if (fields.Groups.Count == 0 || IsKnown(fieldsWithFragment, (fields, fragment), areExclusive) || fragment is null)
            return;
        var others = Collect(fragment);
        if (fields == others)
            return;
        Between(fields, others, areExclusive, conflicts);
        foreach (var further in others.Fragments)
            FieldsWithFragment(fields, further, areExclusive, conflicts);
    }

    private void FragmentWithFragment(FragmentNode? a, FragmentNode? b, bool areExclusive, List<Conflict> conflicts)
    {
        if (ReferenceEquals(a, b)
            || IsKnown(fragmentPairs, (b, a), areExclusive, isRecorded: false)
            || IsKnown(fragmentPairs, (a, b), areExclusive)
            || a is null
            || b is null)
            return;
        var (fieldsOfA, fieldsOfB) = (Collect(a), Collect(b));
        Between(fieldsOfA, fieldsOfB, areExclusive, conflicts);
        foreach (var further in fieldsOfB.Fragments)
            FragmentWithFragment(a, further, areExclusive, conflicts);
        foreach (var further in fieldsOfA.Fragments)
            FragmentWithFragment(further, b, areExclusive, conflicts);
    }

    /// <summary>Whether a pair was compared, at least as strictly as now asked for: fields that are never of one object need to agree in less.</summary>
    private static bool IsKnown<T>(Dictionary<T, bool> pairs, T pair, bool areExclusive, bool isRecorded = true)
        where T : notnull
    {
        if (pairs.TryGetValue(pair, out var wereExclusive) && (areExclusive || !wereExclusive))
            return true;
        if (isRecorded)
            pairs[pair] = areExclusive;
        return false;
    }

    private void Between(Collected a, Collected b, bool areExclusive, List<Conflict> conflicts)
    {
        foreach (var (name, group) in a.Groups)
            foreach (var first in group)
                foreach (var second in b.Groups.GetValueOrDefault(name) ?? [])
                    Compare(first, second, areExclusive, conflicts);
    }

    private void Compare(Selected a, Selected b, bool areExclusive, List<Conflict> conflicts)
    {
        if (++comparisons > MaxComparisons)
            throw new DocumentTooLargeException("The document selects the same fields too often to compare them all.", a.Node.Location);
        areExclusive |= a.Parent != b.Parent && a.Parent is ObjectType && b.Parent is ObjectType;
        if (Difference(a, b, areExclusive) is { } reason)
            conflicts.Add(new($"\"{a.Node.ResponseName}\" {reason}", [a.Node], [b.Node]));
        else if (a.Node.SelectionSet is { } setOfA
            && b.Node.SelectionSet is { } setOfB
            && Below(Collect(a.Definition?.Type.Named, setOfA), Collect(b.Definition?.Type.Named, setOfB), areExclusive) is { Count: > 0 } below)
            conflicts.Add(
                new(
                    $"\"{a.Node.ResponseName}\" is selected twice with fields that conflict: {below[0].Reason}",
                    Places(a.Node, below, conflict => conflict.First), Places(b.Node, below, conflict => conflict.Second)));
    }

    private List<Conflict> Below(Collected a, Collected b, bool areExclusive)
    {
        var conflicts = new List<Conflict>();
        Between(a, b, areExclusive, conflicts);
        foreach (var fragment in b.Fragments)
            FieldsWithFragment(a, fragment, areExclusive, conflicts);
        foreach (var fragment in a.Fragments)
            FieldsWithFragment(b, fragment, areExclusive, conflicts);
        foreach (var fragment in a.Fragments)
            foreach (var other in b.Fragments)
                FragmentWithFragment(fragment, other, areExclusive, conflicts);
        return conflicts;
    }

    private static string? Difference(Selected a, Selected b, bool areExclusive)
    {
        if (!areExclusive && a.Node.Name.Value != b.Node.Name.Value)
            return $"stands for the fields \"{a.Node.Name.Value}\" and \"{b.Node.Name.Value}\"";
        if (!areExclusive && FieldArguments.Of(a.Node) != FieldArguments.Of(b.Node))
            return "stands for one field with different arguments";
        return HaveOneShape(a.Definition?.Type, b.Definition?.Type) ? null : $"stands for values of type {a.Definition!.Type} and of type {b.Definition!.Type}";
    }

    private static List<FieldNode> Places(FieldNode node, List<Conflict> below, Func<Conflict, List<FieldNode>> side)
    {
        var places = new List<FieldNode> { node };
        foreach (var nodes in below.Select(side).TakeWhile(_ => places.Count < MaxPlaces))
            places.AddRange(nodes.TakeLast(MaxPlaces - places.Count));
        return places;
    }

    private Collected Collect(FragmentNode fragment) => Collect(facts.TypeOf(fragment.TypeCondition), fragment.SelectionSet);

    private Collected Collect(NamedType? parent, SelectionSetNode set)
    {
        if (collected.TryGetValue((parent, set), out var known))
            return known;
        var made = new Collected([], []);
        Collect(parent, set, made);
        return collected[(parent, set)] = made;
    }

    private void Collect(NamedType? parent, SelectionSetNode set, Collected into)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is InlineFragmentNode inline)
                Collect(inline.TypeCondition is null ? parent : facts.TypeOf(inline.TypeCondition), inline.SelectionSet, into);
            else if (selection is FragmentSpreadNode spread
                && facts.FragmentsByName.GetValueOrDefault(spread.Name.Value) is var fragment
                && !into.Fragments.Contains(fragment, ReferenceEqualityComparer.Instance))
                into.Fragments.Add(fragment);
            else if (selection is FieldNode field)
                (into.Groups.TryGetValue(field.ResponseName, out var group) ? group : into.Groups[field.ResponseName] = [])
                    .Add(new(parent, field, (parent as FieldsType)?.Find(field.Name.Value)));
        }
    }

    /// <summary>SameResponseShape: lists and nulls alike, leaves of one type, composites with composites.</summary>
    private static bool HaveOneShape(SchemaType? a, SchemaType? b) => (a, b) switch
    {
        (null, _) or (_, null) => true,
        (ListType x, ListType y) => HaveOneShape(x.Item, y.Item),
        (ListType, _) or (_, ListType) => false,
        (NonNullType x, NonNullType y) => HaveOneShape(x.Type, y.Type),
        (NonNullType, _) or (_, NonNullType) => false,
        _ => a == b || (a.Named.IsComposite && b.Named.IsComposite),
    };

    private sealed record Conflict(string Reason, List<FieldNode> First, List<FieldNode> Second);

    private sealed record Selected(NamedType? Parent, FieldNode Node, Field? Definition);

    /// <summary>The fields of a selection by response name, and the fragments it spreads, not opened; null stands for those that do not exist.</summary>
    private sealed class Collected(OrderedDictionary<string, List<Selected>> groups, List<FragmentNode?> fragments)
    {
        public OrderedDictionary<string, List<Selected>> Groups => groups;

        public List<FragmentNode?> Fragments => fragments;
    }
}

/// <summary>The arguments of a field as text that is the same when they are: names and members of objects in any order.</summary>
internal static class FieldArguments
{
    public static string Of(FieldNode node) =>
        node.Arguments is []
            ? ""
            : string.Join(
                ',', node.Arguments.OrderBy(argument => argument.Name.Value, StringComparer.Ordinal)
                    .Select(argument => $"{argument.Name.Value}:{Of(argument.Value)}"));

    private static string Of(ValueNode value) => value switch
    {
        ListNode list => $"[{string.Join(',', list.Items.Select(Of))}]",
        ObjectNode node => "{"
            + string.Join(',', node.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal).Select(field => $"{field.Name.Value}:{Of(field.Value)}"))
            + "}",
        StringNode { IsBlock: true } text => "\"\"" + Printer.Print(text),
        _ => Printer.Print(value),
    };
}
