using System.Diagnostics.CodeAnalysis;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Where something stands in its file; line and column are counted from 1.</summary>
public readonly record struct Position(int Line, int Column);

/// <summary>
/// A text of the model that may be computed: with a leading <c>=</c> it is FEEL, without it the text itself (Camunda 8's convention).
/// FEEL is parsed once, when first asked for. Two expressions are equal when their texts are.
/// </summary>
public sealed class Expression(string source, Position position) : IEquatable<Expression>
{
    private readonly Lazy<FeelExpression>? _feel = source.StartsWith('=') ? new(() => FeelExpression.Parse(source[1..])) : null;

    /// <summary>The text as it stands in the file.</summary>
    public string Source { get; } = source;

    public Position Position { get; } = position;

    /// <summary>Whether the text is FEEL (has a leading <c>=</c>).</summary>
    [MemberNotNullWhen(true, nameof(_feel), nameof(Feel))]
    public bool IsFeel => _feel is not null;

    /// <summary>The parsed FEEL expression; null for a plain text.</summary>
    /// <exception cref="FeelSyntaxException">The text after the <c>=</c> is not FEEL.</exception>
    public FeelExpression? Feel => _feel?.Value;

    /// <summary>Whether it only reads a value: a name, or names joined by dots.</summary>
    internal bool IsPath(out string path)
    {
        path = IsFeel ? Source[1..].Trim() : "";
        return path.Length > 0 && !char.IsDigit(path[0]) && path.All(c => char.IsLetterOrDigit(c) || c is '_' or '.') && Feel!.Variables.Count > 0;
    }

    /// <summary>What its value was made from, as the origin of that value: the path itself, or the names that it reads.</summary>
    internal string Origin()
    {
        if (!IsFeel) return ValueOrigin.Model;
        if (IsPath(out var path)) return ValueOrigin.Derived(path);
        var names = string.Join(",", Feel!.Variables.Order(StringComparer.Ordinal));
        return names.Length == 0 ? ValueOrigin.Model : ValueOrigin.Derived(names);
    }

    public bool Equals(Expression? other) => other is not null && Source == other.Source;

    public override bool Equals(object? obj) => Equals(obj as Expression);

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Source;
}
