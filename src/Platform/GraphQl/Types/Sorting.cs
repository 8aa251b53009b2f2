using System.Collections.Immutable;

namespace Verwaltung.GraphQl;

/// <summary>
/// The parsed argument <c>order</c>. All keys have one direction, so that a page can start with one row-value comparison over an index; mixed
/// directions are refused before the resolver runs.
/// </summary>
/// <param name="Properties">C# names of the properties, first key first; empty when the argument is absent.</param>
/// <param name="Descending">The direction of all of them.</param>
public sealed record Sorting<T>(ImmutableArray<string> Properties, bool Descending);

/// <summary>The direction of a sort key.</summary>
public enum SortDirection
{
    /// <summary>Smallest, earliest first.</summary>
    Asc,

    /// <summary>Largest, latest first.</summary>
    Desc,
}
