using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;
using Verwaltung.GraphQl.Validation;

namespace Verwaltung.GraphQl.Execution;

/// <summary>
/// An operation prepared for execution: which fields each selection has for each object type. Made once for a document and for each combination of
/// the variables that its <c>@skip</c> and <c>@include</c> read, then only walked.
/// </summary>
internal sealed class OperationPlan(GraphQlSchema schema, DocumentNode document, OperationNode operation)
{
    /// <summary>Plans kept for one operation; a document with more conditional variables plans each time.</summary>
    private const int MaxPlans = 32;

    private readonly Lazy<long> cost = new(() => DocumentLimits.CostOf(new DocumentFacts(schema, document), operation));
    private readonly ConcurrentDictionary<string, SelectionPlan> roots = [];
    private readonly Dictionary<string, FragmentNode> fragments = document.Fragments.ToDictionary(fragment => fragment.Name.Value);
    private readonly ImmutableArray<string> conditions = Conditions(document, operation);

    public GraphQlSchema Schema => schema;

    /// <summary>What the operation may cost; measured when somebody wants to know.</summary>
    public long Cost => cost.Value;

    public OperationNode Operation => operation;

    public ObjectType RootType => operation.Type switch
    {
        OperationType.Query => schema.Query,
        OperationType.Mutation => schema.Mutation!,
        _ => schema.Subscription!,
    };

    public FragmentNode Fragment(string name) => fragments[name];

    /// <summary>The root selection for these values of the variables.</summary>
    public SelectionPlan Root(IReadOnlyDictionary<string, object?> variables)
    {
        if (conditions.IsEmpty)
            return roots.TryGetValue("", out var only) ? only : roots.GetOrAdd("", _ => New(ImmutableDictionary<string, bool?>.Empty));
        var values = conditions.ToImmutableDictionary(name => name, name => variables.GetValueOrDefault(name) as bool?);
        var key = string.Concat(conditions.Select(name => values[name] switch { true => '1', false => '0', null => '-' }));
        return roots.TryGetValue(key, out var known) ? known : roots.Count >= MaxPlans ? New(values) : roots.GetOrAdd(key, _ => New(values));
    }

    private SelectionPlan New(ImmutableDictionary<string, bool?> values) => new(this, values, [operation.SelectionSet]);

    private static ImmutableArray<string> Conditions(DocumentNode document, OperationNode operation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var set in document.Fragments.Select(fragment => fragment.SelectionSet).Append(operation.SelectionSet))
            Collect(set, found);
        return [.. found];
    }

    private static void Collect(SelectionSetNode set, SortedSet<string> found)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives.Where(directive => directive.Name.Value is "skip" or "include"))
                if (directive.Arguments is [{ Value: VariableNode variable }])
                    found.Add(variable.Name);
            if ((selection as FieldNode)?.SelectionSet is { } ofField)
                Collect(ofField, found);
            if (selection is InlineFragmentNode inline)
                Collect(inline.SelectionSet, found);
        }
    }
}

/// <summary>A merged selection: what is selected of an object, for each type the object may have.</summary>
internal sealed class SelectionPlan(OperationPlan operation, ImmutableDictionary<string, bool?> conditions, ImmutableArray<SelectionSetNode> sets)
{
    private readonly ConcurrentDictionary<ObjectType, FieldPlan[]> byType = [];

    public FieldPlan[] For(ObjectType type) => byType.TryGetValue(type, out var known) ? known : byType.GetOrAdd(type, Collect);

    /// <summary>CollectFields (section 6.3.2): the fields of all selections in the order they first appear, each with all its occurrences.</summary>
    private FieldPlan[] Collect(ObjectType type)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>();
        var visited = new HashSet<string>();
        foreach (var set in sets)
            Collect(type, set, groups, visited);
        return [.. groups.Select(group => Plan(type, group.Key, group.Value))];
    }

    private void Collect(ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> groups, HashSet<string> visited)
    {
        foreach (var selection in set.Selections.Where(IsIncluded))
        {
            switch (selection)
            {
                case FieldNode field when groups.TryGetValue(field.ResponseName, out var group):
                    group.Add(field);
                    break;
                case FieldNode field:
                    groups.Add(field.ResponseName, [field]);
                    break;
                case InlineFragmentNode inline when Applies(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, groups, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && operation.Fragment(spread.Name.Value) is var fragment
                    && Applies(type, fragment.TypeCondition):
                    Collect(type, fragment.SelectionSet, groups, visited);
                    break;
            }
        }
    }

    private bool IsIncluded(SelectionNode selection) =>
        selection.Directives.All(directive => directive.Name.Value switch
        {
            "skip" => !Condition(directive),
            "include" => Condition(directive),
            _ => true,
        });

    private bool Condition(DirectiveNode directive) => directive.Arguments[0].Value switch
    {
        BooleanNode boolean => boolean.Value,
        VariableNode variable => conditions[variable.Name]
            ?? throw new InputException("", $"Argument if of type Boolean! is null, as variable ${variable.Name} is.") { Location = variable.Location },
        var other => throw new InvalidOperationException($"Expected a validated condition but found {Printer.Print(other)}."),
    };

    private bool Applies(ObjectType type, NamedTypeNode? condition) =>
        condition is null || Subtypes.PossibleOf(operation.Schema.Types[condition.Name]).Contains(type);

    private FieldPlan Plan(ObjectType type, string key, List<FieldNode> nodes)
    {
        var field = Introspection.FindField(operation.Schema, type, nodes[0].Name.Value)
            ?? throw new InvalidOperationException($"Expected a validated field but found {type.Name}.{nodes[0].Name.Value}.");
        ImmutableArray<SelectionSetNode> children = [.. nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>()];
        return new(key, field, [.. nodes], children.IsEmpty ? null : new(operation, conditions, children));
    }
}

/// <summary>A field of a selection: under which name, from where, with which arguments and which selection below.</summary>
internal sealed class FieldPlan
{
    private static readonly object?[] None = [];
    private readonly object?[]? constant;

    /// <summary>What the document says of each of the field's arguments.</summary>
    private readonly ImmutableArray<ValueNode?> given;

    public FieldPlan(string key, Field field, ImmutableArray<FieldNode> nodes, SelectionPlan? children)
    {
        (Key, Field, Nodes, Children) = (key, field, nodes, children);
        Name = JsonEncodedText.Encode(key);
        given = [.. field.Arguments.Select(argument => nodes[0].Arguments.FirstOrDefault(node => node.Name.Value == argument.Name)?.Value)];
        constant = field.Arguments.IsEmpty ? None : IsConstant(nodes[0]) ? TryRead() : null;
    }

    public string Key { get; }

    public JsonEncodedText Name { get; }

    public Field Field { get; }

    public ImmutableArray<FieldNode> Nodes { get; }

    public SelectionPlan? Children { get; }

    public ImmutableArray<SourceLocation> Locations => [.. Nodes.Select(node => node.Location)];

    /// <summary>CoerceArgumentValues (section 6.4.1).</summary>
    public object?[] Arguments(IReadOnlyDictionary<string, object?> variables) => constant ?? Read(variables);

    private object?[] Read(IReadOnlyDictionary<string, object?> variables)
    {
        var values = new object?[Field.Arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var argument = Field.Arguments[i];
            var value = Value(argument, given[i], variables);
            values[i] = argument.Bind is { } bind ? bind(value) : value;
        }

        return values;
    }

    private static object? Value(InputValue argument, ValueNode? node, IReadOnlyDictionary<string, object?> variables)
    {
        var isAbsent = node is null || (node is VariableNode variable && !variables.ContainsKey(variable.Name));
        if (!isAbsent)
            return InputCoercion.FromLiteral(argument.Type, node!, variables);
        if (InputCoercion.TryDefault(argument, out var @default))
            return @default;
        return argument.Type is NonNullType
            ? throw new InputException("", $"Argument {argument.Name} of type {argument.Type} is missing.") { Location = node?.Location }
            : null;
    }

    private static bool IsConstant(FieldNode node) => node.Arguments.All(argument => IsConstant(argument.Value));

    private static bool IsConstant(ValueNode value) => value switch
    {
        VariableNode => false,
        ListNode list => list.Items.All(IsConstant),
        ObjectNode node => node.Fields.All(field => IsConstant(field.Value)),
        _ => true,
    };

    /// <summary>Constant arguments are read once; one that cannot be read is reported at its field each time it is executed.</summary>
    private object?[]? TryRead()
    {
        try
        {
            return Read(ImmutableDictionary<string, object?>.Empty);
        }
        catch (Exception fault) when (fault is InputException or GraphQlException)
        {
            return null;
        }
    }
}
