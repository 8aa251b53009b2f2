using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation;

/// <summary>
/// What an operation may ask for at most: levels, cost, aliases. A field costs its weight (<c>@cost</c>, else 1); what is selected of a list costs as
/// often as the list
/// may be long (<c>@listSize</c>). Both are published in the schema, so that a client can count for itself. Each fragment is measured once, so that
/// fragments that spread fragments
/// cannot make the measuring itself dear. Introspection counts on its own: see the rule MaxIntrospectionDepth.
/// </summary>
internal sealed class DocumentLimits
{
    private readonly DocumentFacts facts;
    private readonly Dictionary<(string Name, SizedFields Sized), Size> fragments = [];
    private readonly Dictionary<FieldNode, FieldFact> fields;

    private DocumentLimits(DocumentFacts facts)
    {
        this.facts = facts;
        fields = facts.Fields.ToDictionary(field => field.Node, (IEqualityComparer<FieldNode>)ReferenceEqualityComparer.Instance);
    }

    public static IEnumerable<GraphQlError> Check(DocumentFacts facts, GraphQlOptions options)
    {
        var limits = new DocumentLimits(facts);
        foreach (var operation in facts.Document.Operations)
        {
            var size = limits.Of(operation.SelectionSet, default);
            if (size.Depth > options.MaxDepth)
                yield return Exceeded($"The operation is {size.Depth} levels deep; at most {options.MaxDepth} are served.", operation);
            if (size.Cost > options.MaxCost)
                yield return Exceeded(
                    $"The operation may cost {size.Cost}; at most {options.MaxCost} is served. Ask for smaller pages or fewer fields.", operation);
            if (size.Aliases > options.MaxAliases)
                yield return Exceeded($"The operation has {size.Aliases} aliases; at most {options.MaxAliases} are served.", operation);
        }
    }

    /// <summary>What a valid operation may cost.</summary>
    public static long CostOf(DocumentFacts facts, OperationNode operation) => new DocumentLimits(facts).Of(operation.SelectionSet, default).Cost;

    private static GraphQlError Exceeded(string message, Node node) => new(message, [node.Location], [], ErrorCodes.LimitExceeded);

    private Size Of(SelectionSetNode set, SizedFields sized) =>
        set.Selections.Select(selection => Of(selection, sized)).Aggregate(new Size(), (sum, next) => sum + next);

    private Size Of(SelectionNode selection, SizedFields sized) => selection switch
    {
        FieldNode field => Of(field, sized.Of(field.Name.Value)),
        InlineFragmentNode inline => Of(inline.SelectionSet, sized),
        FragmentSpreadNode spread => fragments.TryGetValue((spread.Name.Value, sized), out var known)
            ? known
            : fragments[(spread.Name.Value, sized)] = Of(facts.FragmentsByName[spread.Name.Value].SelectionSet, sized),
        _ => throw new InvalidOperationException($"Expected a selection but found {selection.GetType().Name}."),
    };

    /// <param name="node">A field.</param>
    /// <param name="inherited">How long its list is, where the field above says so.</param>
    private Size Of(FieldNode node, long inherited)
    {
        var definition = fields[node].Definition;
        var list = definition?.ListSize;
        var length = list is null ? 1 : Length(node, list);
        var inner = node.SelectionSet is null ? new Size() : Of(node.SelectionSet, list is { SizedFields: not [] } ? new(list, length) : default);
        var aliases = inner.Aliases + (node.Alias is null ? 0 : 1);
        if (node.Name.Value.StartsWith("__", StringComparison.Ordinal) || (fields[node].Parent is { } parent && Introspection.IsIntrospectionType(parent)))
            return new(0, 1 + inner.Cost, aliases);
        return new(1 + inner.Depth, (definition?.Cost ?? 1) + (inner.Cost * (list is { SizedFields: [] } ? length : 1) * inherited), aliases);
    }

    /// <summary>How long a list may be: what is asked for, what is assumed where a variable says, else what comes unasked.</summary>
    private static long Length(FieldNode node, ListSize list) =>
        node.Arguments.FirstOrDefault(argument => list.SlicingArguments.Contains(argument.Name.Value))?.Value switch
        {
            IntNode number when long.TryParse(number.Text, out var length) => Math.Clamp(length, 1, list.AssumedSize),
            VariableNode => list.AssumedSize,
            _ => list.DefaultSize ?? list.AssumedSize,
        };

    /// <summary>The fields below a field that have its length: edges and nodes of a connection.</summary>
    private readonly record struct SizedFields(ListSize? List, long Length)
    {
        public long Of(string field) => List?.SizedFields.Contains(field) == true ? Length : 1;
    }

    private readonly record struct Size(int Depth, long Cost, int Aliases)
    {
        private const long Much = int.MaxValue;

        public static Size operator +(Size a, Size b) =>
            new(Math.Max(a.Depth, b.Depth), Math.Min(Much, a.Cost + b.Cost), (int)Math.Min(Much, (long)a.Aliases + b.Aliases));
    }
}
