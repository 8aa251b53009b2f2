using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>An argument is given once. (GraphQL, section 5.4.2.)</summary>
internal static class UniqueArgumentNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Arguments.SelectMany(
            arguments => Violation.Several(arguments.Given.Select(argument => argument.Name), name => $"Argument \"{name}\" is given several times."));
}
