using System.Collections.Immutable;

namespace Verwaltung.GraphQl;

/// <summary>
/// What a mutation answers: its result, or the refusals that the business expects (typed by <see cref="ErrorAttribute"/>). A bare result and <see
/// cref="Refused"/> convert to it.
/// </summary>
/// <param name="Value">The result; default when refused.</param>
/// <param name="Errors">The refusals; empty when accepted.</param>
public sealed record MutationResult<T>(T? Value, ImmutableArray<object> Errors) : IMutationResult
{
    object? IMutationResult.Value => Value;

    /// <summary>Accepted with this result.</summary>
    public static implicit operator MutationResult<T>(T value) => new(value, []);

    /// <summary>Refused for these reasons.</summary>
    public static implicit operator MutationResult<T>(Refused refused) => new(default, refused.Errors);
}

/// <summary>A refused mutation, before the type of the result it does not have is known.</summary>
/// <param name="Errors">One or more refusals, each of a type listed by <see cref="ErrorAttribute"/> on the mutation.</param>
public sealed record Refused(ImmutableArray<object> Errors);

/// <summary>Makes mutation results where the implicit conversions do not reach.</summary>
public static class MutationResult
{
    /// <summary>Accepted with this result (needed when T is an interface).</summary>
    public static MutationResult<T> Of<T>(T value) => new(value, []);

    /// <summary>Refused for these reasons.</summary>
    public static Refused Refuse(params ImmutableArray<object> errors) => new(errors);
}

internal interface IMutationResult
{
    object? Value { get; }

    ImmutableArray<object> Errors { get; }
}
