using System.Collections.Immutable;
using System.Reflection;

namespace Verwaltung.GraphQl.Types;

/// <summary>Builds the schema from C# types: roots and extensions first, then every type that a field leads to.</summary>
internal sealed class SchemaBuilder
{
    private readonly ImmutableArray<Type> scanned;
    private readonly Queue<Action> work = [];
    private readonly OutputTypes outputs;
    private readonly FieldBuilder fields;
    private readonly MutationConvention mutations;
    private readonly Descriptions descriptions = new();
    private readonly ILookup<Type, Type> extensionsByType;
    private readonly ILookup<string, Type> extensionsByName;

    public SchemaBuilder(GraphQlOptions options)
    {
        scanned = [
            .. options.Assemblies.SelectMany(assembly => assembly.GetTypes()).Concat(options.Types).Distinct()
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
        ];
        var extensions = scanned.SelectMany(
            type => type.GetCustomAttributes<ExtendObjectTypeAttribute>().Select(attribute => (Class: type, attribute.Type, attribute.Name)))
            .ToList();
        extensionsByType = extensions.Where(extension => extension.Type is not null).ToLookup(extension => extension.Type!, extension => extension.Class);
        extensionsByName = extensions.Where(extension => extension.Name is not null).ToLookup(extension => extension.Name!, extension => extension.Class);
        var registry = new TypeRegistry();
        foreach (var scalar in options.Scalars)
            registry.AddScalar(scalar);
        var inputs = new InputTypes(registry, descriptions);
        outputs = new(registry, descriptions, Complete);
        fields = new(options, outputs, inputs, registry, descriptions, new LoaderMap(scanned));
        mutations = new(fields, outputs, registry, descriptions);
        Registry = registry;
    }

    private TypeRegistry Registry { get; }

    public GraphQlSchema Build()
    {
        foreach (var scalar in (ReadOnlySpan<ScalarType>)[Scalars.String, Scalars.Boolean, Scalars.Int])
            Registry.Add(scalar); // introspection and the directives need them
        var query = Registry.Add(new ObjectType("Query"));
        Fill(query, null, scanned.Where(type => type.IsDefined(typeof(QueryTypeAttribute))).Concat(extensionsByName["Query"]), fields.Method);
        var mutation = Root<MutationTypeAttribute>("Mutation", mutations.Method);
        var subscription = Root<SubscriptionTypeAttribute>("Subscription", fields.Subscription);
        foreach (var type in scanned.Where(type => type.IsDefined(typeof(ObjectTypeAttribute)) || type.IsDefined(typeof(NodeAttribute))))
            outputs.Named(type);
        Nodes.AddTo(query, scanned, extensionsByType, outputs, fields);
        while (work.TryDequeue(out var next))
            next();
        return Checked(query, mutation, subscription);
    }

    /// <summary>A root type that a schema need not have; null when no class adds to it.</summary>
    private ObjectType? Root<TAttribute>(string name, Func<MethodInfo, ObjectType, Authorization?, Field> make)
        where TAttribute : Attribute
    {
        var classes = scanned.Where(type => type.IsDefined(typeof(TAttribute))).Concat(extensionsByName[name]).ToList();
        if (classes.Count == 0)
            return null;
        var root = Registry.Add(new ObjectType(name));
        Fill(root, null, classes, make);
        return root;
    }

    private void Complete(ObjectType type) => work.Enqueue(() =>
    {
        var authorization = fields.AuthorizationOf(type.ClrType!);
        foreach (var property in Members.Properties(type.ClrType!))
            type.Add(fields.Property(property, authorization));
        Fill(type, authorization, extensionsByType[type.ClrType!].Concat(extensionsByName[type.Name]), fields.Method);
        if (type.ClrType!.IsDefined(typeof(NodeAttribute)))
            type.Implement(Nodes.Interface(Registry));
    });

    private static void Fill(ObjectType type, Authorization? inherited, IEnumerable<Type> classes, Func<MethodInfo, ObjectType, Authorization?, Field> make)
    {
        foreach (var method in classes.SelectMany(Members.Methods))
            type.Add(make(method, type, inherited));
    }

    /// <summary>The rules of the specification that the C# types could still break (section 3.6, Type Validation).</summary>
    private GraphQlSchema Checked(ObjectType query, ObjectType? mutation, ObjectType? subscription)
    {
        foreach (var name in extensionsByName.Select(extension => extension.Key).Where(name => Registry.ByName.GetValueOrDefault(name) is not ObjectType))
            throw new SchemaException($"[ExtendObjectType(\"{name}\")] extends no object type of the schema.");
        foreach (var type in Registry.ByName.Values)
        {
            if (type is FieldsType { Fields: [] } or UnionType { PossibleTypes: [] } or InputObjectType { Fields: [] } or EnumType { Values: [] })
                throw new SchemaException($"Type {type.Name} has no members.");
            if (type is FieldsType { Interfaces: { Count: > 0 } interfaces } owner)
                foreach (var (implemented, field) in interfaces.SelectMany(one => one.Fields.Select(field => (one, field))))
                    if (owner.Find(field.Name) is not { } own || !Subtypes.IsSubtype(own.Type, field.Type))
                        throw new SchemaException($"Type {type.Name} does not implement field {field.Name}: {field.Type} of interface {implemented.Name}.");
        }

        return new(query, mutation, Registry.ByName.Values, subscription);
    }
}
