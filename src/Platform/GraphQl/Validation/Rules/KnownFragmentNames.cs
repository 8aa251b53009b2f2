using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Fragments that are spread exist. (GraphQL, section 5.5.2.1.)</summary>
internal static class KnownFragmentNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Fragments.Select(fragment => (fragment.Node as FragmentSpreadNode)?.Name).OfType<NameNode>()
            .Where(name => !facts.FragmentsByName.ContainsKey(name.Value))
            .Select(name => Violation.Of($"There is no fragment \"{name.Value}\".", name));
}
