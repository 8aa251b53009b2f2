using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// Values that come in with a trigger or out of an element's work. From people they come field by field and are merged into
/// what is there; from programs they come whole and replace what has the same name.
/// </summary>
internal sealed record Incoming(FeelContext Values, string Origin, ImmutableDictionary<string, string>? Origins, bool ByField)
{
    internal static readonly Incoming None = new(FeelContext.Empty, "", null, ByField: false);

    internal static Incoming Whole(FeelContext values, string origin) => new(values, origin, null, ByField: false);

    internal static Incoming Fields(FeelContext values, string origin, ImmutableDictionary<string, string>? origins) =>
        new(values, origin, origins, ByField: true);

    /// <summary>Path and plain value of each.</summary>
    internal IEnumerable<(string Path, FeelValue Value)> Paths() =>
        ByField ? Flatten("", Values) : Values.Select(entry => (entry.Key, entry.Value.ToPlain()));

    internal string OriginOf(string path)
    {
        if (Origins is null) return Origin;
        for (var at = path; ; at = at[..at.LastIndexOf('.')])
        {
            if (Origins.TryGetValue(at, out var origin)) return origin;
            if (!at.Contains('.', StringComparison.Ordinal)) return Origin;
        }
    }

    /// <summary>Lists and empty contexts are fields, not parents of fields; so are contexts with a dot in a name, which no path could tell.</summary>
    private static IEnumerable<(string Path, FeelValue Value)> Flatten(string prefix, FeelContext values) => values.SelectMany(entry =>
        entry.Value is FeelContext { Count: > 0 } inner && !inner.Names.Any(name => name.Contains('.', StringComparison.Ordinal))
            ? Flatten($"{prefix}{entry.Key}.", inner)
            : [($"{prefix}{entry.Key}", entry.Value.ToPlain())]);
}
