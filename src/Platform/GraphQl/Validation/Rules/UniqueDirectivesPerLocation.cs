using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>A directive stands at a place once, unless it is repeatable. (GraphQL, section 5.7.3.)</summary>
internal static class UniqueDirectivesPerLocation
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Directives.SelectMany(place => Violation.Doubled(
            place.Directives.Where(directive => facts.Schema.Directives.FirstOrDefault(known => known.Name == directive.Name.Value) is { IsRepeatable: false }).Select(directive => directive.Name),
            name => $"Directive \"@{name}\" may be given once."));
}
