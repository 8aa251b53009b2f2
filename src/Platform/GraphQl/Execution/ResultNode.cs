using System.Collections.Immutable;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>An object or list of the response. It knows where it stands, so that a path is made only for an error.</summary>
internal abstract class ResultNode(Place place, int count, bool isNullable)
{
    public Place Place => place;

    /// <summary>Whether null may stand in its place.</summary>
    public bool IsNullable => isNullable;

    /// <summary>The values so far: of scalars what <see cref="ScalarType.Serialize"/> makes of them, further objects and lists, nulls.</summary>
    public object?[] Values { get; } = new object?[count];

    /// <summary>How much has to arrive before it is whole: values, and while it is being walked the walk itself.</summary>
    public int Missing { get; set; } = 1;

    /// <summary>The first value that failed where null is not allowed.</summary>
    public Failure? Failure { get; set; }

    /// <summary>How a path calls one of its values.</summary>
    public abstract object Segment(int index);
}

internal sealed class ResultObject(Place place, FieldPlan[] fields, bool isNullable) : ResultNode(place, fields.Length, isNullable)
{
    public FieldPlan[] Fields => fields;

    public override object Segment(int index) => fields[index].Key;
}

internal sealed class ResultList(Place place, int count, bool isNullable) : ResultNode(place, count, isNullable)
{
    public override object Segment(int index) => index;
}

/// <summary>A place in the response: in which object or list, and which of its values; the default is the root.</summary>
internal readonly record struct Place(ResultNode? Node, int Index)
{
    /// <summary>The path of an error (section 7.1.2).</summary>
    public ImmutableArray<object> Path()
    {
        var segments = new List<object>();
        for (var place = this; place.Node is { } node; place = node.Place)
            segments.Add(node.Segment(place.Index));
        segments.Reverse();
        return [.. segments];
    }
}

/// <summary>A value that failed where null is not allowed: travels up to the nearest nullable place.</summary>
internal sealed record Failure(GraphQlError Error);
