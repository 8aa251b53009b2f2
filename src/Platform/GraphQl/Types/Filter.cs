using System.Collections.Immutable;

namespace Verwaltung.GraphQl;

/// <summary>The parsed argument <c>where</c>. A resolver takes it as a parameter and makes its SQL of <see cref="Root"/>.</summary>
/// <param name="Root">The condition; null when there is none.</param>
public sealed record Filter<T>(FilterNode? Root);

/// <summary>A condition of a filter. Closed: <see cref="All"/>, <see cref="Any"/>, <see cref="Comparison"/>.</summary>
public abstract record FilterNode
{
    private FilterNode()
    {
    }

    /// <summary>Every one of the conditions holds (true when there is none).</summary>
    public sealed record All(ImmutableArray<FilterNode> Nodes) : FilterNode;

    /// <summary>At least one of the conditions holds (false when there is none).</summary>
    public sealed record Any(ImmutableArray<FilterNode> Nodes) : FilterNode;

    /// <summary>A property compared with a value.</summary>
    /// <param name="Property">The C# name of the property.</param>
    /// <param name="Operator">How it is compared.</param>
    /// <param name="Value">Of the property's C# type; for In and NotIn a list of them (<c>T[]</c> as <c>object</c>); may be null for Equal and
    /// NotEqual.</param>
    public sealed record Comparison(string Property, FilterOperator Operator, object? Value) : FilterNode;
}

/// <summary>The comparisons of <c>where</c>; in the schema <c>eq neq in nin gt gte lt lte contains startsWith endsWith</c>.</summary>
public enum FilterOperator
{
    /// <summary><c>eq</c>: equal, null equals null.</summary>
    Equal,

    /// <summary><c>neq</c>: not equal.</summary>
    NotEqual,

    /// <summary><c>in</c>: equal to one of the list.</summary>
    In,

    /// <summary><c>nin</c>: equal to none of the list.</summary>
    NotIn,

    /// <summary><c>gt</c>: greater than.</summary>
    Greater,

    /// <summary><c>gte</c>: greater than or equal.</summary>
    GreaterOrEqual,

    /// <summary><c>lt</c>: less than.</summary>
    Less,

    /// <summary><c>lte</c>: less than or equal.</summary>
    LessOrEqual,

    /// <summary><c>contains</c>: the text occurs in it, case-sensitive.</summary>
    Contains,

    /// <summary><c>startsWith</c>: begins with the text, case-sensitive.</summary>
    StartsWith,

    /// <summary><c>endsWith</c>: ends with the text, case-sensitive.</summary>
    EndsWith,
}
