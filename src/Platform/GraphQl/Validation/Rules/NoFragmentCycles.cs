using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>No fragment spreads itself, not even through others. (GraphQL, section 5.5.2.2.)</summary>
internal static class NoFragmentCycles
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts)
    {
        var done = new HashSet<string>();
        return facts.Document.Fragments.SelectMany(fragment => Find(facts, fragment.Name.Value, [], done));
    }

    /// <summary>Follows spreads depth first; a fragment met again on its own way closes a circle.</summary>
    private static IEnumerable<GraphQlError> Find(DocumentFacts facts, string name, List<string> way, HashSet<string> done)
    {
        if (way.IndexOf(name) is >= 0 and var start)
        {
            var circle = way[start..];
            return [Violation.Of($"Fragment \"{name}\" spreads itself{(circle.Count > 1 ? $" through {string.Join(", ", circle[1..].Select(via => $"\"{via}\""))}" : "")}.", facts.FragmentsByName[name])];
        }

        if (!facts.FragmentsByName.TryGetValue(name, out var fragment) || !done.Add(name))
            return [];
        List<string> further = [.. way, name];
        return facts.Spreads(fragment).Distinct().SelectMany(spread => Find(facts, spread, further, done)).ToList();
    }
}
