using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>A directive stands at a place once, unless it is repeatable. (GraphQL, section 5.7.3.)</summary>
internal static class UniqueDirectivesPerLocation
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Directives.GroupBy(place => place.Of).SelectMany(place => Violation.Doubled(
            place.SelectMany(part => part.Directives).Where(directive => facts.FindDirective(directive.Name.Value) is { IsRepeatable: false }), directive =>
                directive.Name.Value, name => $"Directive \"@{name}\" may be given once."));
}
