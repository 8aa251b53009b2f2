using System.Reflection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>Relay's global object identification: interface <c>Node</c> and the fields <c>node</c> and <c>nodes</c>.</summary>
internal static class Nodes
{
    public static InterfaceType Interface(TypeRegistry registry)
    {
        if (registry.ByName.TryGetValue("Node", out var known))
            return (InterfaceType)known;
        var made = registry.Add(new InterfaceType("Node") { Description = "A thing that can be fetched again by its id." });
        made.Add(new("id", new NonNullType(registry.Add(Scalars.ID))));
        return made;
    }

    public static void AddTo(ObjectType query, IEnumerable<Type> scanned, ILookup<Type, Type> extensions, OutputTypes outputs, FieldBuilder fields)
    {
        var types = scanned.Where(type => type.IsDefined(typeof(NodeAttribute))).OrderBy(Naming.Of, StringComparer.Ordinal).ToList();
        if (types.Count == 0)
            return;
        var resolvers = types.Select(type => Resolver(type, extensions[type], fields)).ToArray();
        query.Add(new("node", Interface(outputs.Registry))
        {
            Description = "The thing with this id; null if there is none, or none that the person may see.",
            Arguments = [new("id", new NonNullType(Scalars.ID))],
            Resolver = context => FindAsync(resolvers, context),
        });
    }

    private static Resolver Resolver(Type type, IEnumerable<Type> extensions, FieldBuilder fields)
    {
        var method = extensions.SelectMany(extension => extension.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .SingleOrDefault(method => method.IsDefined(typeof(NodeResolverAttribute)))
                ?? throw new SchemaException($"[Node] {type.Name} has no method marked [NodeResolver] in a class that extends it.");
        var binding = new ParameterBinding(fields, method, null, null);
        if (binding.Arguments is not [{ Type: NonNullType { Type: ScalarType } }] and not [{ Bind: not null }])
            throw new SchemaException($"{method.DeclaringType!.Name}.{method.Name}: a [NodeResolver] takes the id and services.");
        var (argument, resolver) = (binding.Arguments[0], binding.Compile());
        return context => TryBind(argument, context.Arguments[0]) is { } id ? resolver(context.With([id])) : new((object?)null);
    }

    /// <summary>The id in the form this type's ids have; null when it cannot be one of them.</summary>
    private static object? TryBind(InputValue argument, object? id)
    {
        try
        {
            return argument.Bind!(id);
        }
        catch (GraphQlException)
        {
            return null; // an id of another type: the next one is asked
        }
    }

    private static async ValueTask<object?> FindAsync(Resolver[] resolvers, ResolverContext context)
    {
        foreach (var resolver in resolvers)
            if (await resolver(context) is { } found)
                return found;
        return null;
    }
}
