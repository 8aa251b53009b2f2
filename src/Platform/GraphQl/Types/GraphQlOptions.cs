using System.Reflection;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl;

/// <summary>What the schema is made of and what a request may cost. Calls of <c>AddGraphQl</c> share one instance, so that each module adds its own.</summary>
public sealed class GraphQlOptions
{
    internal List<Assembly> Assemblies { get; } = [];

    internal List<Type> Types { get; } = [];

    internal List<ScalarType> Scalars { get; } = [];

    /// <summary>Levels of fields below the operation, introspection not counted (that has its own limit).</summary>
    public int MaxDepth { get; set; } = 15;

    /// <summary>What an operation may cost at most, by the weights (<c>@cost</c>) and lengths (<c>@listSize</c>) that the schema publishes.</summary>
    public int MaxCost { get; set; } = 20_000;

    /// <summary>Requests that may be sent together in one array.</summary>
    public int MaxBatch { get; set; } = 10;

    /// <summary>Fields with an alias in an operation, fragments counted where they are spread.</summary>
    public int MaxAliases { get; set; } = 100;

    /// <summary>Tokens of a document.</summary>
    public int MaxTokens { get; set; } = 10_000;

    /// <summary>Values in the variables of a request: every object, list, text, number, truth value and null counts.</summary>
    public int MaxVariableNodes { get; set; } = 10_000;

    /// <summary>Values that one <c>where</c> may compare with; each item of <c>in</c> and <c>nin</c> counts.</summary>
    public int MaxFilterValues { get; set; } = 1_000;

    /// <summary>Bytes of a request body.</summary>
    public int MaxRequestBytes { get; set; } = 1_000_000;

    /// <summary>How long a request may run before it is cancelled.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a socket may be silent before it says <c>connection_init</c>.</summary>
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a socket or event stream lasts at most; then its client connects again, and is asked anew who it is.</summary>
    public TimeSpan MaxConnectionTime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Operations that one socket may run at once.</summary>
    public int MaxOperationsPerSocket { get; set; } = 50;

    /// <summary>Parsed and validated documents kept, the longest unused leaving first.</summary>
    public int CachedDocuments { get; set; } = 1_000;

    /// <summary>Adds the types of an assembly: every static class marked as query, mutation or extension, every type marked as object, every loader.</summary>
    public void AddTypes(Assembly assembly)
    {
        if (!Assemblies.Contains(assembly))
            Assemblies.Add(assembly);
    }

    /// <summary>Adds single types, as <see cref="AddTypes(Assembly)"/> does for all of an assembly.</summary>
    public void AddTypes(params IEnumerable<Type> types) => Types.AddRange(types);

    /// <summary>A scalar of one's own for a C# type.</summary>
    /// <param name="name">The scalar's name; several C# types may share a scalar.</param>
    /// <param name="write">The value in a response.</param>
    /// <param name="read">The value of an argument or variable; a <see cref="FormatException"/> or <see cref="InvalidOperationException"/> is an
    /// input error, its message is shown.</param>
    /// <param name="specifiedBy">Where the scalar's form is specified.</param>
    /// <param name="description">Shown in GraphiQL.</param>
    public void AddScalar<T>(string name, Func<T, JsonNode?> write, Func<JsonNode?, T> read, string? specifiedBy = null, string? description = null) =>
        Scalars.Add(ScalarType.Custom(name, write, read, specifiedBy, description));
}
