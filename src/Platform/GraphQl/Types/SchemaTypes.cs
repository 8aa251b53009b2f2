using System.Collections.Immutable;
using Verwaltung.GraphQl.Execution;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>A type where it is used: a named type, or a list or non-null type around one (GraphQL, section 3.4).</summary>
internal abstract class SchemaType
{
    public NamedType Named => this switch
    {
        ListType list => list.Item.Named,
        NonNullType nonNull => nonNull.Type.Named,
        _ => (NamedType)this,
    };

    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    public bool IsOutput => Named is not InputObjectType;

    public SchemaType Nullable => this is NonNullType nonNull ? nonNull.Type : this;
}

internal sealed class ListType(SchemaType item) : SchemaType
{
    public SchemaType Item => item;

    public override string ToString() => $"[{item}]";
}

internal sealed class NonNullType(SchemaType type) : SchemaType
{
    public SchemaType Type => type;

    public override string ToString() => $"{type}!";
}

internal abstract class NamedType(string name) : SchemaType
{
    public string Name => name;

    public string? Description { get; init; }

    public bool IsLeaf => this is ScalarType or EnumType;

    public bool IsComposite => this is ObjectType or InterfaceType or UnionType;

    public override string ToString() => name;
}

/// <summary>Object and interface types: fields by name in the order they were declared.</summary>
internal abstract class FieldsType(string name) : NamedType(name)
{
    private readonly Dictionary<string, Field> byName = [];
    private readonly List<Field> fields = [];
    private readonly List<InterfaceType> interfaces = [];

    public IReadOnlyList<Field> Fields => fields;

    public IReadOnlyList<InterfaceType> Interfaces => interfaces;

    public Field? Find(string field) => byName.GetValueOrDefault(field);

    public void Add(Field field)
    {
        if (!byName.TryAdd(field.Name, field))
            throw new SchemaException($"Type {Name} has two fields called {field.Name}.");
        fields.Add(field);
    }

    public void Implement(InterfaceType type)
    {
        if (interfaces.Contains(type))
            return;
        interfaces.Add(type);
        type.AddImplementation(this);
    }
}

internal sealed class ObjectType(string name) : FieldsType(name)
{
    /// <summary>The C# type whose values have this type.</summary>
    public Type? ClrType { get; init; }
}

internal sealed class InterfaceType(string name) : FieldsType(name), IAbstractType
{
    private readonly List<ObjectType> objects = [];
    private readonly List<InterfaceType> subInterfaces = [];

    public IReadOnlyList<ObjectType> PossibleTypes => objects;

    public IReadOnlyList<InterfaceType> SubInterfaces => subInterfaces;

    public void AddImplementation(FieldsType type)
    {
        if (type is ObjectType objectType)
            objects.Add(objectType);
        else
            subInterfaces.Add((InterfaceType)type);
    }
}

internal sealed class UnionType(string name) : NamedType(name), IAbstractType
{
    private readonly List<ObjectType> members = [];

    public IReadOnlyList<ObjectType> PossibleTypes => members;

    public void Add(ObjectType member)
    {
        if (!members.Contains(member))
            members.Add(member);
    }
}

/// <summary>Interfaces and unions: what an object may be found to be.</summary>
internal interface IAbstractType
{
    string Name { get; }

    IReadOnlyList<ObjectType> PossibleTypes { get; }
}

internal sealed class EnumType(string name, ImmutableArray<EnumValue> values) : NamedType(name)
{
    private readonly Dictionary<string, EnumValue> byName = values.ToDictionary(value => value.Name);
    private readonly Dictionary<object, string> names = values.GroupBy(value => value.Value).ToDictionary(group => group.Key, group => group.First().Name);

    public ImmutableArray<EnumValue> Values => values;

    public EnumValue? Find(string value) => byName.GetValueOrDefault(value);

    public string Serialize(object value) =>
        names.TryGetValue(value, out var found) ? found : throw new InvalidOperationException($"Expected a value of enum {Name} but found {value}.");
}

internal sealed record EnumValue(string Name, object Value, string? Description = null, string? DeprecationReason = null);

internal sealed class InputObjectType(string name) : NamedType(name)
{
    private readonly List<InputValue> fields = [];

    public IReadOnlyList<InputValue> Fields => fields;

    /// <summary>Exactly one field is given (section 3.10.1).</summary>
    public bool IsOneOf { get; init; }

    public InputValue? Find(string field) => fields.Find(candidate => candidate.Name == field);

    public void Add(InputValue field)
    {
        if (Find(field.Name) is not null)
            throw new SchemaException($"Input {Name} has two fields called {field.Name}.");
        fields.Add(field);
    }
}

/// <summary>An argument or an input field.</summary>
internal sealed record InputValue(string Name, SchemaType Type)
{
    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    /// <summary>The default as printed; null when there is none.</summary>
    public ValueNode? Default { get; init; }

    /// <summary>Makes the C# value of a parameter or property from the coerced value; the coerced value itself when null.</summary>
    public Func<object?, object?>? Bind { get; init; }

    public bool IsRequired => Type is NonNullType && Default is null;
}

internal delegate ValueTask<object?> Resolver(ResolverContext context);

/// <summary>A field of an object or interface type with the way to its value.</summary>
internal sealed class Field(string name, SchemaType type)
{
    public string Name => name;

    public SchemaType Type => type;

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    public ImmutableArray<InputValue> Arguments { get; init; } = [];

    /// <summary>Reads the value from the parent, for fields that need nothing else.</summary>
    public Func<object, object?>? Getter { get; init; }

    /// <summary>Finds the value otherwise.</summary>
    public Resolver? Resolver { get; init; }

    /// <summary>Of subscriptions: where the events come from.</summary>
    public SourceStream? Source { get; init; }

    /// <summary>Who may read it; null: whoever reads the parent.</summary>
    public Authorization? Authorization { get; init; }

    /// <summary>What it costs, without what is selected of it.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>Of lists and connections: how often what is selected of it is counted; null: once.</summary>
    public ListSize? ListSize { get; init; }

    public InputValue? FindArgument(string argument) => Arguments.FirstOrDefault(candidate => candidate.Name == argument);
}

/// <summary>Conditions on the person who asks: each group of roles must be met by one of its roles.</summary>
internal sealed record Authorization(ImmutableArray<ImmutableArray<string>> Roles, ImmutableArray<string> Policies);

/// <summary>A directive that documents may use (section 3.13).</summary>
internal sealed record DirectiveDefinition(
    string Name, string Description, ImmutableArray<string> Locations, ImmutableArray<InputValue> Arguments, bool IsRepeatable = false)
{
    public InputValue? FindArgument(string argument) => Arguments.FirstOrDefault(candidate => candidate.Name == argument);
}
