using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Directives exist and stand where they may. (GraphQL, section 5.7.1 and 5.7.2.)</summary>
internal static class KnownDirectives
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        from place in facts.Directives
        from directive in place.Directives
        let known = facts.FindDirective(directive.Name.Value)
        where known is null || !known.Locations.Contains(place.Location)
        select Violation.Of(
            known is null
                ? $"There is no directive \"@{directive.Name.Value}\"."
                : $"Directive \"@{directive.Name.Value}\" may not stand on {place.Location}.", directive);
}
