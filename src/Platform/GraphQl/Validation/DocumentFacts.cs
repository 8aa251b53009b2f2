using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation;

/// <summary>A field selected of a type; the type and the field's definition are null where the schema has none.</summary>
internal sealed record FieldFact(FieldNode Node, NamedType? Parent, Field? Definition);

/// <summary>A selection set of an operation, fragment or field; the type is null where the schema has none.</summary>
internal sealed record SelectionFact(SelectionSetNode Node, NamedType? Parent);

/// <summary>A fragment spread or inline fragment inside a selection of a type.</summary>
internal sealed record FragmentFact(SelectionNode Node, NamedType? Parent, DefinitionNode Owner);

/// <summary>The directives of one place; a type and its extensions (<paramref name="Of"/>) are one.</summary>
internal sealed record DirectivesFact(IReadOnlyList<DirectiveNode> Directives, string Location, object Of);

/// <summary>The arguments of a field or directive with those that are defined; null where the field or directive is unknown.</summary>
internal sealed record ArgumentsFact(Node Owner, string OwnerText, IReadOnlyList<ArgumentNode> Given, IReadOnlyList<InputValue>? Defined);

/// <summary>A literal where a value of a type is wanted.</summary>
internal sealed record ValueFact(ValueNode Value, SchemaType Type);

/// <summary>A variable used where a value of a type is wanted.</summary>
internal sealed record VariableFact(VariableNode Node, DefinitionNode Owner, SchemaType? Type, bool HasDefault, bool IsOneOfField);

/// <summary>What the rules look at: everything in a document with what the schema says about it, gathered in one walk.</summary>
internal sealed partial class DocumentFacts
{
    private static readonly HashSet<string> BuiltIn = ["Int", "Float", "String", "Boolean", "ID"];
    private DefinitionNode owner;

    public DocumentFacts(GraphQlSchema schema, DocumentNode document)
    {
        (Schema, Document) = (schema, document);
        owner = document.Definitions[0];
        foreach (var fragment in document.Fragments)
            FragmentsByName[fragment.Name.Value] = fragment; // of several with one name the last one, as in the reference
        foreach (var definition in document.Definitions.OfType<DirectiveDefinitionNode>())
            ownDirectives[definition.Name.Value] = Define(definition);
        foreach (var definition in document.Definitions)
            Visit(owner = definition);
    }

    public GraphQlSchema Schema { get; }

    public DocumentNode Document { get; }

    public Dictionary<string, FragmentNode> FragmentsByName { get; } = [];

    public List<FieldFact> Fields { get; } = [];

    public List<SelectionFact> Selections { get; } = [];

    public List<FragmentFact> Fragments { get; } = [];

    public List<DirectivesFact> Directives { get; } = [];

    public List<ArgumentsFact> Arguments { get; } = [];

    public List<ValueFact> Values { get; } = [];

    public List<ObjectNode> Objects { get; } = [];

    public List<VariableFact> Variables { get; } = [];

    /// <summary>Every type that the document names.</summary>
    public List<NamedTypeNode> TypeNames { get; } = [];

    /// <summary>The operation and all fragments it reaches.</summary>
    public HashSet<DefinitionNode> Reachable(OperationNode operation)
    {
        var reached = new HashSet<DefinitionNode>(ReferenceEqualityComparer.Instance) { operation };
        var open = new Stack<DefinitionNode>([operation]);
        while (open.TryPop(out var next))
            foreach (var spread in Spreads(next))
                if (FragmentsByName.TryGetValue(spread.Name.Value, out var fragment) && reached.Add(fragment))
                    open.Push(fragment);
        return reached;
    }

    /// <summary>The fragments that a definition spreads itself.</summary>
    public IEnumerable<FragmentSpreadNode> Spreads(DefinitionNode definition) => SpreadsByOwner[definition];

    private ILookup<DefinitionNode, FragmentSpreadNode> SpreadsByOwner => field ??= Fragments.Where(fragment => fragment.Node is FragmentSpreadNode)
        .ToLookup(
            fragment => fragment.Owner, fragment => (FragmentSpreadNode)fragment.Node, (IEqualityComparer<DefinitionNode>)ReferenceEqualityComparer.Instance);

    public ObjectType? RootType(OperationNode operation) => operation.Type switch
    {
        OperationType.Query => Schema.Query,
        OperationType.Mutation => Schema.Mutation,
        _ => Schema.Subscription,
    };

    /// <summary>The type that a fragment is on; null without a condition that names a type of the schema.</summary>
    public NamedType? TypeOf(NamedTypeNode? condition) => condition is null ? null : Schema.Types.GetValueOrDefault(condition.Name);

    private void Visit(DefinitionNode definition)
    {
        switch (definition)
        {
            case OperationNode operation:
                foreach (var variable in operation.Variables)
                    Visit(variable);
                Visit(
                    operation.Directives, operation.Type switch { OperationType.Query => "QUERY", OperationType.Mutation => "MUTATION", _ => "SUBSCRIPTION" });
                Visit(operation.SelectionSet, RootType(operation));
                break;
            case FragmentNode fragment:
                TypeNames.Add(fragment.TypeCondition);
                Visit(fragment.Directives, "FRAGMENT_DEFINITION");
                Visit(fragment.SelectionSet, TypeOf(fragment.TypeCondition));
                break;
            default:
                VisitTypeSystem(definition);
                break;
        }
    }

    private void Visit(VariableDefinitionNode variable)
    {
        Visit(variable.Type);
        if (variable.Default is { } value)
            Visit(value, Execution.TypeReferences.Find(Schema, variable.Type) is { IsInput: true } type ? type : null);
        Visit(variable.Directives, "VARIABLE_DEFINITION");
    }

    private void Visit(TypeNode type)
    {
        while (type is not NamedTypeNode)
            type = type is ListTypeNode list ? list.Item : ((NonNullTypeNode)type).Type;
        if (owner is OperationNode || !BuiltIn.Contains(((NamedTypeNode)type).Name)) // a definition may name these even where the schema uses none of them
            TypeNames.Add((NamedTypeNode)type);
    }

    private void Visit(SelectionSetNode set, NamedType? type, bool isInline = false)
    {
        var parent = type is { IsComposite: true } ? type : null;
        if (!isInline)
            Selections.Add(new(set, parent));
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    Visit(field, parent);
                    break;
                case FragmentSpreadNode spread:
                    Fragments.Add(new(spread, parent, owner));
                    Visit(spread.Directives, "FRAGMENT_SPREAD");
                    break;
                case InlineFragmentNode inline:
                    Visit(inline, parent);
                    break;
            }
        }
    }

    private void Visit(InlineFragmentNode inline, NamedType? parent)
    {
        Fragments.Add(new(inline, parent, owner));
        if (inline.TypeCondition is { } condition)
            TypeNames.Add(condition);
        Visit(inline.Directives, "INLINE_FRAGMENT");
        Visit(inline.SelectionSet, inline.TypeCondition is null ? parent : TypeOf(inline.TypeCondition), isInline: true);
    }

    private void Visit(FieldNode field, NamedType? parent)
    {
        var definition = parent is null ? null : Introspection.FindField(Schema, parent, field.Name.Value);
        Fields.Add(new(field, parent, definition));
        Visit(field, $"Field \"{parent?.Name}.{field.Name.Value}\"", field.Arguments, definition?.Arguments, definition?.Arguments);
        Visit(field.Directives, "FIELD");
        if (field.SelectionSet is { } set)
            Visit(set, definition?.Type.Named);
    }

    private void Visit(IReadOnlyList<DirectiveNode> directives, string location, object? of = null)
    {
        if (directives.Count == 0)
            return;
        Directives.Add(new(directives, location, of ?? directives));
        foreach (var directive in directives)
            Visit(
                directive, $"Directive \"@{directive.Name.Value}\"", directive.Arguments, FindDirective(directive.Name.Value)?.Arguments,
                Schema.FindDirective(directive.Name.Value)?.Arguments);
    }

    /// <summary>
    /// Arguments: by <paramref name="defined"/> they are known and required, by <paramref name="typed"/> (only of the schema) they have types.
    /// </summary>
    private void Visit(Node node, string text, IReadOnlyList<ArgumentNode> given, IReadOnlyList<InputValue>? defined, IReadOnlyList<InputValue>? typed)
    {
        if (given.Count > 0 || defined is { Count: > 0 })
            Arguments.Add(new(node, text, given, defined));
        foreach (var argument in given)
        {
            var definition = typed?.FirstOrDefault(known => known.Name == argument.Name.Value);
            Visit(argument.Value, definition?.Type, definition?.Default is not null);
        }
    }

    private void Visit(ValueNode value, SchemaType? type, bool hasDefault = false)
    {
        if (type is not null && value is not VariableNode)
            Values.Add(new(value, type));
        VisitInside(value, type, hasDefault, isOneOfField: false);
    }

    private void VisitInside(ValueNode value, SchemaType? type, bool hasDefault, bool isOneOfField)
    {
        switch (value)
        {
            case VariableNode variable:
                Variables.Add(new(variable, owner, type, hasDefault, isOneOfField));
                break;
            case ListNode list:
                foreach (var item in list.Items)
                    VisitInside(item, (type?.Nullable as ListType)?.Item, hasDefault: false, isOneOfField: false);
                break;
            case ObjectNode node:
                Objects.Add(node);
                var input = type?.Named as InputObjectType;
                foreach (var field in node.Fields)
                    VisitInside(field.Value, input?.Find(field.Name.Value)?.Type, input?.Find(field.Name.Value)?.Default is not null, input?.IsOneOf == true);
                break;
        }
    }
}
