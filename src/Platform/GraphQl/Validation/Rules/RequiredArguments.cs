using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Arguments that must be given are given. (GraphQL, section 5.4.3.)</summary>
internal static class RequiredArguments
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        from arguments in facts.Arguments
        from missing in arguments.Defined ?? []
        where missing.IsRequired && arguments.Given.All(given => given.Name.Value != missing.Name)
        select Violation.Of($"{arguments.OwnerText} needs the argument \"{missing.Name}\" of type {missing.Type}.", arguments.Owner);
}
