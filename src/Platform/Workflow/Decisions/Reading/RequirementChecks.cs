using System.Xml.Linq;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>References between elements (DMN 1.5, clause 6.2.2): each leads to an element of its kind, and no decision requires itself.</summary>
internal sealed class RequirementChecks(Findings findings, IReadOnlyDictionary<string, DrgElement> elements)
{
    public void Check(IEnumerable<(XElement Source, DrgElement Element)> read)
    {
        foreach (var (source, element) in read)
        {
            foreach (var (target, fits) in References(element)) CheckReference(source, target, fits);
            if (element is Decision decision && Requires(decision.Id, decision, []))
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
        if (!elements.TryGetValue(target, out var element)) findings.Error(source, "dmn.reference", $"{source.Shown()} refers to '{target}', which there is not.");
        else if (!fits(element)) findings.Error(source, "dmn.reference", $"{source.Shown()} refers to '{target}', which is of the wrong kind.");
    }

    private bool Requires(string goal, DrgElement from, HashSet<string> seen) =>
        from is Decision decision && decision.Requirements.Any(id => id == goal
            || (seen.Add(id) && elements.TryGetValue(id, out var next) && Requires(goal, next, seen)));
}
