using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Fragments have different names. (GraphQL, section 5.5.1.1.)</summary>
internal static class UniqueFragmentNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        Violation.Doubled(facts.Document.Fragments.Select(fragment => fragment.Name), name => $"Several fragments are called \"{name}\".");
}
