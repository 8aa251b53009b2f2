using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Validation;

/// <summary>A rule of section 5 of the specification: finds what breaks it.</summary>
internal delegate IEnumerable<GraphQlError> ValidationRule(DocumentFacts facts);

/// <summary>Errors of validation.</summary>
internal static class Violation
{
    public static GraphQlError Of(string message, params ReadOnlySpan<Node> nodes)
    {
        var locations = System.Collections.Immutable.ImmutableArray.CreateBuilder<SourceLocation>();
        foreach (var node in nodes)
            locations.Add(node.Location);
        return new(message, locations.ToImmutable(), [], ErrorCodes.ValidationFailed);
    }

    /// <summary>Names that occur more than once, with all their places.</summary>
    public static IEnumerable<GraphQlError> Doubled(IEnumerable<NameNode> names, Func<string, string> message) =>
        names.GroupBy(name => name.Value).Where(group => group.Skip(1).Any()).Select(group => Of(message(group.Key), [.. group]));
}
