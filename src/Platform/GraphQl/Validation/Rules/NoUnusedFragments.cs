using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Every fragment is used by an operation. (GraphQL, section 5.5.1.4.)</summary>
internal static class NoUnusedFragments
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts)
    {
        var used = facts.Document.Operations.SelectMany(facts.Reachable).OfType<FragmentNode>().Select(fragment => fragment.Name.Value).ToHashSet();
        return facts.Document.Fragments.Where(fragment => !used.Contains(fragment.Name.Value))
            .Select(fragment => Violation.Of($"Fragment \"{fragment.Name.Value}\" is not used.", fragment));
    }
}
