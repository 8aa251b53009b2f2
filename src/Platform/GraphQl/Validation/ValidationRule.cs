using System.Collections.Immutable;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Validation;

/// <summary>A rule of section 5 of the specification: finds what breaks it.</summary>
internal delegate IEnumerable<GraphQlError> ValidationRule(DocumentFacts facts);

/// <summary>Errors of validation, with the places that the reference gives them.</summary>
internal static class Violation
{
    public static GraphQlError Of(string message, params ReadOnlySpan<Node> nodes)
    {
        var locations = ImmutableArray.CreateBuilder<SourceLocation>();
        foreach (var node in nodes)
            locations.Add(node.Location);
        return new(message, locations.ToImmutable(), [], ErrorCodes.ValidationFailed);
    }

    /// <summary>Names that occur more than once: one error with all their places.</summary>
    public static IEnumerable<GraphQlError> Several(IEnumerable<NameNode> names, Func<string, string> message) =>
        names.GroupBy(name => name.Value).Where(group => group.Skip(1).Any()).Select(group => Of(message(group.Key), [.. group]));

    /// <summary>Names that occur more than once: an error for each further one, with the place of the first.</summary>
    public static IEnumerable<GraphQlError> Doubled(IEnumerable<NameNode> names, Func<string, string> message) => Doubled(names, name => name.Value, message);

    public static IEnumerable<GraphQlError> Doubled<T>(IEnumerable<T> nodes, Func<T, string> name, Func<string, string> message)
        where T : Node =>
        nodes.GroupBy(name).SelectMany(group => group.Skip(1).Select(further => Of(message(group.Key), group.First(), further)));
}
