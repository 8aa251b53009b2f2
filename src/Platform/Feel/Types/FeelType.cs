using System.Collections.Immutable;

namespace Verwaltung.Feel;

/// <summary>A type of FEEL's lattice (clause 10.3.2.9), as written after <c>instance of</c> and for parameters.</summary>
public abstract record FeelType
{
    private protected FeelType() { }

    public static FeelType Any { get; } = new FeelSimpleType("Any");

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
