using System.Collections.Immutable;
using Verwaltung.Feel.Types;

namespace Verwaltung.Feel;

/// <summary>A type of FEEL's lattice (clause 10.3.2.9), as written after <c>instance of</c> and for parameters.</summary>
public abstract record FeelType
{
    private protected FeelType() { }

    public static FeelType Any { get; } = new FeelSimpleType("Any");

    /// <summary>The type of that name in the standard or in older model files (<c>dayTimeDuration</c>); C# null if there is none.</summary>
    public static FeelType? Named(string name) => SimpleTypes.Named(name);

    /// <summary>
    /// The value as one of this type, with the conversions FEEL makes by itself (clause 10.3.2.9.4): a list of one item
    /// and that item stand for each other, a date for its midnight. C# null if it does not fit.
    /// </summary>
    public FeelValue? Convert(FeelValue value) => Conformance.Convert(value, this);

    /// <summary>The type in FEEL's own notation.</summary>
    public sealed override string ToString() => this switch
    {
        FeelSimpleType simple => simple.Name,
        FeelListType list => $"list<{list.Item}>",
        FeelRangeType range => $"range<{range.Item}>",
        FeelContextType context => $"context<{string.Join(", ", context.Entries.Select(entry => $"{entry.Key}: {entry.Value}"))}>",
        FeelFunctionType function => $"function<{string.Join(", ", function.Parameters)}> -> {function.Result}",
        _ => throw new InvalidOperationException($"Expected a FEEL type but found {GetType().Name}."),
    };
}

/// <summary>A type named by one word of the standard: <c>Any</c>, <c>Null</c>, <c>number</c>, <c>date and time</c>, ...</summary>
public sealed record FeelSimpleType(string Name) : FeelType;

public sealed record FeelListType(FeelType Item) : FeelType;

public sealed record FeelRangeType(FeelType Item) : FeelType;

public sealed record FeelContextType(ImmutableArray<KeyValuePair<string, FeelType>> Entries) : FeelType;

public sealed record FeelFunctionType(ImmutableArray<FeelType> Parameters, FeelType Result) : FeelType;
