using System.Linq.Expressions;
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

    /// <summary>Fields that an operation may resolve at most, a page counted with its size.</summary>
    public int MaxComplexity { get; set; } = 20_000;

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

    /// <summary>Parsed and validated documents kept, the longest unused leaving first.</summary>
    public int CachedDocuments { get; set; } = 1_000;

    /// <summary>How keyset paging compares the sort keys of a row with those of a cursor. The default spells it out (<c>a &gt; x or a = x and b &gt; y</c>); a database that compares rows supplies its own.</summary>
    public RowComparison RowComparison { get; set; } = Keyset.Lexicographic;

    /// <summary>Adds the types of an assembly: every static class marked as query, mutation or extension, every type marked as object, interface or union, every loader.</summary>
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
    /// <param name="read">The value of an argument or variable; a <see cref="FormatException"/> or <see cref="InvalidOperationException"/> is an input error, its message is shown.</param>
    /// <param name="specifiedBy">Where the scalar's form is specified.</param>
    /// <param name="description">Shown in GraphiQL.</param>
    public void AddScalar<T>(string name, Func<T, JsonNode?> write, Func<JsonNode?, T> read, string? specifiedBy = null, string? description = null) =>
        Scalars.Add(ScalarType.Custom(name, write, read, specifiedBy, description));
}

/// <summary>The condition that a row's keys come after (or before) a cursor's in the order of the keys.</summary>
/// <param name="keys">The row's keys, first key first.</param>
/// <param name="values">The cursor's keys: properties of a holder, so that they become parameters of the query.</param>
/// <param name="greater">True for greater than, false for less than.</param>
public delegate Expression RowComparison(IReadOnlyList<Expression> keys, IReadOnlyList<Expression> values, bool greater);
