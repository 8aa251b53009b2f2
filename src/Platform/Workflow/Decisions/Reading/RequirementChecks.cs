using System.Xml.Linq;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>References between elements (DMN 1.5, clause 6.2.2): each leads to an element of its kind, and no decision requires itself.</summary>
internal sealed class RequirementChecks(Findings findings, IReadOnlyDictionary<string, DrgElement> elements)
{
    public void Check(IEnumerable<(XElement Source, DrgElement Element)> read)
    {
        var circular = Circular();
        foreach (var (source, element) in read)
        {
            foreach (var (target, fits) in References(element)) CheckReference(source, target, fits);
            if (element is Decision decision && circular.Contains(decision.Id))
                findings.Error(source, "dmn.requirement-cycle", $"Decision '{decision.Name}' requires itself.");
        }
    }

    private static IEnumerable<(string Target, Func<DrgElement, bool> Fits)> References(DrgElement element) => element switch
    {
        Decision decision => decision.Requirements.Select(id => (id, Any())),
        BusinessKnowledgeModel knowledge => knowledge.Requirements.Select(id => (id, Kind<BusinessKnowledgeModel, DecisionService>())),
        DecisionService service =>
        [
            .. service.Outputs.Concat(service.InputDecisions).Select(id => (id, Kind<Decision, Decision>())),
            .. service.Inputs.Select(id => (id, Kind<InputData, InputData>())),
        ],
        _ => [],
    };

    private static Func<DrgElement, bool> Any() => _ => true;

    private static Func<DrgElement, bool> Kind<TOne, TOther>() => element => element is TOne or TOther;

    private void CheckReference(XElement source, string target, Func<DrgElement, bool> fits)
    {
        if (!elements.TryGetValue(target, out var element))
            findings.Error(source, "dmn.reference", $"{source.Shown()} refers to '{target}', which there is not.");
        else if (!fits(element)) findings.Error(source, "dmn.reference", $"{source.Shown()} refers to '{target}', which is of the wrong kind.");
    }

    // What is left when decisions that require nothing, and then those that nothing requires, are taken away again and again.
    private HashSet<string> Circular()
    {
        var requires = elements.Values.OfType<Decision>()
            .ToDictionary(decision => decision.Id, decision => decision.Requirements.Where(id => elements.GetValueOrDefault(id) is Decision).ToList());
        var left = Peel(requires);
        var required = left.ToDictionary(id => id, _ => new List<string>());
        foreach (var id in left)
            foreach (var target in requires[id].Where(left.Contains)) required[target].Add(id);
        return Peel(required);
    }

    private static HashSet<string> Peel(Dictionary<string, List<string>> edges)
    {
        var degrees = edges.ToDictionary(edge => edge.Key, edge => edge.Value.Count);
        var sources = edges.SelectMany(edge => edge.Value.Select(target => (target, edge.Key))).ToLookup(pair => pair.target, pair => pair.Key);
        var free = new Queue<string>(degrees.Where(degree => degree.Value == 0).Select(degree => degree.Key));
        var left = edges.Keys.ToHashSet();
        while (free.TryDequeue(out var id))
        {
            left.Remove(id);
            foreach (var source in sources[id])
                if (--degrees[source] == 0) free.Enqueue(source);
        }

        return left;
    }
}
