using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Every argument is defined. (GraphQL, section 5.4.1.)</summary>
internal static class KnownArgumentNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        from arguments in facts.Arguments
        let defined = arguments.Defined
        where defined is not null
        from argument in arguments.Given
        where defined.All(known => known.Name != argument.Name.Value)
        select Violation.Of(
            $"{arguments.OwnerText} has no argument \"{argument.Name.Value}\"."
            + Suggestion.For(argument.Name.Value, defined.Select(known => known.Name)), argument);
}
