using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation;

/// <summary>
/// What an operation may ask for at most: levels, fields, aliases. Each fragment is measured once, so that fragments that spread fragments
/// cannot make the measuring itself dear. Introspection counts on its own: its types refer to each other without end.
/// </summary>
internal sealed class DocumentLimits
{
    /// <summary>How often introspection may follow a list that leads back to types (as graphql-js limits it).</summary>
    private const int MaxIntrospectionLists = 3;

    private static readonly HashSet<string> IntrospectionLists = ["fields", "interfaces", "possibleTypes", "inputFields"];

    private readonly DocumentFacts facts;
    private readonly Dictionary<string, Size> fragments = [];
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
            var size = limits.Of(operation.SelectionSet);
            if (size.Depth > options.MaxDepth)
                yield return Exceeded($"The operation is {size.Depth} levels deep; at most {options.MaxDepth} are served.", operation);
            if (size.Fields > options.MaxComplexity)
                yield return Exceeded($"The operation may resolve {size.Fields} fields; at most {options.MaxComplexity} are served. Ask for smaller pages or fewer fields.", operation);
            if (size.Aliases > options.MaxAliases)
                yield return Exceeded($"The operation has {size.Aliases} aliases; at most {options.MaxAliases} are served.", operation);
            if (size.IntrospectionLists > MaxIntrospectionLists)
                yield return Exceeded("The introspection goes in circles.", operation);
        }
    }

    private static GraphQlError Exceeded(string message, Node node) => new(message, [node.Location], [], ErrorCodes.LimitExceeded);

    private Size Of(SelectionSetNode set) => set.Selections.Select(Of).Aggregate(new Size(), (sum, next) => sum + next);

    private Size Of(SelectionNode selection) => selection switch
    {
        FieldNode field => Of(field),
        InlineFragmentNode inline => Of(inline.SelectionSet),
        FragmentSpreadNode spread => fragments.TryGetValue(spread.Name.Value, out var known) ? known : fragments[spread.Name.Value] = Of(facts.FragmentsByName[spread.Name.Value].SelectionSet),
        _ => throw new InvalidOperationException($"Expected a selection but found {selection.GetType().Name}."),
    };

    private Size Of(FieldNode node)
    {
        var inner = node.SelectionSet is null ? new Size() : Of(node.SelectionSet);
        var aliases = inner.Aliases + (node.Alias is null ? 0 : 1);
        var definition = fields[node].Definition;
        var isIntrospection = fields[node].Parent is { } parent && Introspection.IsIntrospectionType(parent);
        if (isIntrospection || node.Name.Value.StartsWith("__", StringComparison.Ordinal))
            return new(0, 1 + inner.Fields, aliases, inner.IntrospectionLists + (isIntrospection && IntrospectionLists.Contains(node.Name.Value) ? 1 : 0));
        return new(1 + inner.Depth, 1 + (inner.Fields * PageSize(node, definition)), aliases, inner.IntrospectionLists);
    }

    /// <summary>How many items a connection may have: what is asked for, the maximum where a variable says.</summary>
    private static long PageSize(FieldNode node, Field? definition)
    {
        if (definition?.Paging is not { } paging)
            return 1;
        var asked = node.Arguments.FirstOrDefault(argument => argument.Name.Value is "first" or "last")?.Value;
        return asked switch
        {
            IntNode number when long.TryParse(number.Text, out var size) => Math.Clamp(size, 1, paging.MaxPageSize),
            VariableNode => paging.MaxPageSize,
            _ => paging.DefaultPageSize,
        };
    }

    private readonly record struct Size(int Depth, long Fields, int Aliases, int IntrospectionLists)
    {
        private const long Much = int.MaxValue;

        public static Size operator +(Size a, Size b) =>
            new(Math.Max(a.Depth, b.Depth), Math.Min(Much, a.Fields + b.Fields), (int)Math.Min(Much, (long)a.Aliases + b.Aliases), Math.Max(a.IntrospectionLists, b.IntrospectionLists));
    }
}
