namespace Verwaltung.GraphQl;

/// <summary>The static methods of this static class are fields of the type <c>Query</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>
/// The static methods of this static class are fields of the type <c>Mutation</c>; each follows the mutation conventions (one <c>input</c>, a payload
/// with <c>errors</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>
/// The static methods of this static class are fields of the type <c>Subscription</c>. Each answers <c>IAsyncEnumerable&lt;T&gt;</c>, usually of what
/// <see cref="Topics"/> tell;
/// the field has the type T, and what is selected of it is resolved anew for each event. It is authorised when it begins and at each event.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>
/// The static methods of this static class are further fields of an object type, named by its C# type or, for a type another module keeps to itself,
/// by its GraphQL name.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute : Attribute
{
    /// <summary>Extends the object type made from <paramref name="type"/>.</summary>
    public ExtendObjectTypeAttribute(Type type) => Type = type;

    /// <summary>Extends the object type called <paramref name="name"/>; its resolvers take <c>[Parent("Property")]</c>.</summary>
    public ExtendObjectTypeAttribute(string name) => Name = name;

    /// <summary>The C# type behind the object type, when named by type.</summary>
    public Type? Type { get; }

    /// <summary>The GraphQL name of the object type, when named by name.</summary>
    public string? Name { get; }
}

/// <summary>A class or record that is an object type even if no field returns it directly, optionally with another name.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ObjectTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The GraphQL name; the C# name when null.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// An object type that can be fetched again by its id through <c>node(id:)</c> (Relay's global object identification).
/// The type needs a property <c>Id</c>; a static method <c>GetAsync(id, services…)</c> of one of its <see cref="ExtendObjectTypeAttribute"/> classes
/// marked <see cref="NodeResolverAttribute"/> finds it.
/// Ids are not wrapped: they are UUIDs and so unique without the type's name; <c>node</c> asks the types in the order of their names.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class NodeAttribute : Attribute;

/// <summary>
/// The method that finds a <see cref="NodeAttribute">node</see> by its id (first parameter); answers null if there is none or the person may not see
/// it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

/// <summary>
/// The description shown in GraphiQL and printed in the SDL. Wins over the XML documentation, which is read when the assembly ships its documentation
/// file.
/// </summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    /// <summary>Markdown (CommonMark), as the specification has descriptions.</summary>
    public string Description { get; } = description;
}

/// <summary>Keeps a member out of the schema.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>The value is of scalar type <c>ID</c>. Typed ids (<c>record struct CaseId(Guid Value)</c>) are <c>ID</c> without it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Method)]
public sealed class IDAttribute : Attribute;

/// <summary>The object whose field is resolved, or, with a name, that property of it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute(string? property = null) : Attribute
{
    /// <summary>The property of the parent to take; the parent itself when null.</summary>
    public string? Property { get; } = property;
}

/// <summary>
/// Says explicitly that a parameter is a service. Parameters that are neither scalars nor inputs of the schema are services anyway when the container
/// knows them.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>
/// On a static method <c>Task&lt;IReadOnlyDictionary&lt;K, V&gt;&gt; XAsync(IReadOnlyList&lt;K&gt; keys, services…, CancellationToken)</c>: a batching loader.
/// On a parameter <c>DataLoader&lt;K, V&gt;</c>: names the method, needed only when several loaders have the same key and value types.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class DataLoaderAttribute(string? method = null) : Attribute
{
    /// <summary>The loader method's name (parameters only).</summary>
    public string? Method { get; } = method;
}

/// <summary>
/// How long the list is at most, published as <c>@listSize</c>: so often what is selected of it is counted. Connections say it by themselves.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute(int assumedSize) : Attribute
{
    /// <summary>Items.</summary>
    public int AssumedSize { get; } = assumedSize;
}

/// <summary>
/// The page sizes of a field that answers a <see cref="Connection{T}"/>: it has the arguments <c>first</c>, <c>after</c>, <c>last</c>, <c>before</c>,
/// which its method takes as <see cref="PagingArguments"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsePagingAttribute : Attribute
{
    /// <summary>The most items a page may have; asking for more is an error.</summary>
    public int MaxPageSize { get; init; } = 100;

    /// <summary>The page size when neither <c>first</c> nor <c>last</c> is given.</summary>
    public int DefaultPageSize { get; init; } = 20;
}

/// <summary>
/// Adds the argument <c>where</c> over the named properties of the item (all scalar ones when none is named). Handed to a parameter <see
/// cref="Filter{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseFilteringAttribute(params string[] properties) : Attribute
{
    /// <summary>C# names of the properties that may be filtered by.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}

/// <summary>
/// Adds the argument <c>order</c> over the named properties of the item (all scalar, never-null ones when none is named). Handed to a parameter <see
/// cref="Sorting{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseSortingAttribute(params string[] properties) : Attribute
{
    /// <summary>C# names of the properties that may be sorted by.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}

/// <summary>
/// A refusal that this mutation may answer with. The type has string properties <c>Code</c> and <c>Message</c>; it becomes an object type that
/// implements <c>Error</c> and a member of the mutation's error union.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ErrorAttribute(Type type) : Attribute
{
    /// <summary>The C# type of the refusal.</summary>
    public Type Type { get; } = type;
}

/// <summary>
/// Only signed-in people, with one of the roles if any are named, reach the field, the fields of the type, or the fields of the static class. Answers
/// <c>UNAUTHENTICATED</c> or <c>FORBIDDEN</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AuthorizeAttribute : Attribute
{
    /// <summary>Role names separated by commas, one of which is needed (claim <c>role</c>).</summary>
    public string? Roles { get; init; }

    /// <summary>An authorization policy of ASP.NET Core that must hold, evaluated with the parent object as resource.</summary>
    public string? Policy { get; init; }
}
