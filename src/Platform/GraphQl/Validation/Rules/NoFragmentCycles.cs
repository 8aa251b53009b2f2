using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>No fragment spreads itself, not even through others. (GraphQL, section 5.5.2.2.)</summary>
internal static class NoFragmentCycles
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts)
    {
        var (errors, done) = (new List<GraphQlError>(), new HashSet<string>());
        foreach (var fragment in facts.Document.Fragments)
            Follow(facts, fragment, [], [], done, errors);
        return errors;
    }

    /// <summary>Follows spreads depth first; a fragment met again on its own way closes a circle: the spreads from there on.</summary>
    private static void Follow(
        DocumentFacts facts, FragmentNode fragment, List<FragmentSpreadNode> way, Dictionary<string, int> starts, HashSet<string> done,
        List<GraphQlError> errors)
    {
        if (!done.Add(fragment.Name.Value))
            return;
        starts[fragment.Name.Value] = way.Count;
        foreach (var spread in facts.Spreads(fragment))
        {
            way.Add(spread);
            if (starts.TryGetValue(spread.Name.Value, out var start))
                errors.Add(Circle(spread.Name.Value, way[start..]));
            else if (facts.FragmentsByName.TryGetValue(spread.Name.Value, out var next))
                Follow(facts, next, way, starts, done, errors);
            way.RemoveAt(way.Count - 1);
        }

        starts.Remove(fragment.Name.Value);
    }

    private static GraphQlError Circle(string name, List<FragmentSpreadNode> spreads)
    {
        var via = string.Join(", ", spreads.SkipLast(1).Select(spread => $"\"{spread.Name.Value}\""));
        return Violation.Of($"Fragment \"{name}\" spreads itself{(via.Length > 0 ? " through " + via : "")}.", [.. spreads]);
    }
}
