using System.Collections.Immutable;
using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Reads one process: its nodes and flows, those of sub-processes included, and what does not hold together in the text.</summary>
internal sealed class ProcessReader
{
    private readonly SharedElements _shared;
    private readonly List<(XElement Xml, string ScopeId)> _nodes = [];
    private readonly List<SequenceFlow> _flows = [];
    private readonly Dictionary<(string, string), int> _nameless = [];
    private readonly List<UnsupportedPart> _unsupported = [];
    private readonly List<Finding> _faults = [];

    private ProcessReader(SharedElements shared) => _shared = shared;

    internal static ProcessDefinition Read(XElement process, SharedElements shared) => new ProcessReader(shared).ReadProcess(process);

    private ProcessDefinition ReadProcess(XElement process)
    {
        var id = process.Text("id") ?? Missing(process);
        CheckIds(process);
        Collect(process, id);
        _unsupported.AddRange(Foreign.PartsOf(process));
        var lanes = LaneReader.LanesOf(process);
        var data = DataReader.ObjectsOf(process, scope => scope.Text("id") ?? NodeReader.PlaceId(scope));
        foreach (var lost in DataReader.LostReferences(process, data))
            Fault(
                lost, "bpmn.unresolved-reference",
                $"'{lost.Text("id")}' refers to the data object '{lost.Text("dataObjectRef")}', which is not in the process.");
        var nodes = Connect(process, lanes);
        return new ProcessDefinition
        {
            FileName = _shared.FileName,
            Id = id,
            Name = process.Text("name"),
            Position = process.PlaceOf(),
            IsExecutable = process.IsTrue("isExecutable"),
            Nodes = nodes,
            Elements = nodes.ToImmutableDictionary(node => node.Id),
            Lanes = lanes,
            DataObjects = data,
            Flows = _flows.DistinctBy(flow => flow.Id).ToImmutableDictionary(flow => flow.Id),
            UnsupportedParts = [.. _unsupported],
            Faults = [.. _faults],
        };
    }

    private void Collect(XElement scope, string scopeId)
    {
        foreach (var child in scope.Elements().Where(child => child.Name.Namespace == Vocabulary.Bpmn))
        {
            var name = child.Name.LocalName;
            if (name == "sequenceFlow") CollectFlow(child, scopeId);
            else if (Vocabulary.FlowNodes.Contains(name)) CollectNode(child, scopeId);
            else if (scope.Name.LocalName == "process" && !Vocabulary.Drawing.Contains(name))
                _unsupported.Add(new(name, "it is not run here", child.PlaceOf()));
        }
    }

    private void CollectNode(XElement node, string scopeId)
    {
        _nodes.Add((node, scopeId));
        if (node.Name.LocalName is "subProcess" or "transaction" or "adHocSubProcess") Collect(node, node.Text("id") ?? NodeReader.PlaceId(node));
    }

    private void CollectFlow(XElement flow, string scopeId)
    {
        if (flow.Text("sourceRef") is not { } source || flow.Text("targetRef") is not { } target)
        {
            Fault(flow, "bpmn.unresolved-reference", $"Sequence flow '{flow.Text("id")}' needs a source and a target.");
            return;
        }

        _flows.Add(new SequenceFlow(flow.Text("id") ?? IdFor(source, target), flow.Text("name"), source, target, ReadCondition(flow), scopeId, flow.PlaceOf()));
    }

    /// <summary>Flows may go without an id (BPMN 2.0.2, clause 8.3.1); nodes may not here, for events and people refer to them.</summary>
    private string IdFor(string source, string target)
    {
        var count = _nameless[(source, target)] = _nameless.GetValueOrDefault((source, target)) + 1;
        return count == 1 ? $"{source}->{target}" : $"{source}->{target}#{count}";
    }

    private Expression? ReadCondition(XElement flow)
    {
        if (flow.Element(Vocabulary.Bpmn + "conditionExpression") is not { } condition) return null;
        if (condition.Text("language") is { } language && !language.Contains("FEEL", StringComparison.OrdinalIgnoreCase))
            Fault(condition, "bpmn.unsupported", $"The condition of flow '{flow.Text("id")}' is written in '{language}'; conditions are FEEL.");
        return condition.ContentExpression();
    }

    /// <summary>Joins nodes with flows, boundary events and lanes; flows that lead nowhere are reported and left out.</summary>
    private ImmutableArray<FlowNode> Connect(XElement process, ImmutableArray<Lane> lanes)
    {
        var ids = _nodes.Select(node => node.Xml.Text("id") ?? NodeReader.PlaceId(node.Xml)).ToHashSet(StringComparer.Ordinal);
        _flows.RemoveAll(flow => LeadsNowhere(flow, ids));
        var outgoing = _flows.ToLookup(flow => flow.Source, flow => flow.Id, StringComparer.Ordinal);
        var incoming = _flows.ToLookup(flow => flow.Target, flow => flow.Id, StringComparer.Ordinal);
        var nodes = _nodes.Select(node => new NodeReader(_shared, _faults).Read(node.Xml, node.ScopeId)).DistinctBy(node => node.Id)
            .Select(node => node with { Incoming = [.. incoming[node.Id]], Outgoing = [.. outgoing[node.Id]] }).ToList();
        return [.. WithBoundaries(process, [.. LaneReader.Assign(lanes, nodes)])];
    }

    private static IEnumerable<FlowNode> WithBoundaries(XElement process, List<FlowNode> nodes)
    {
        var boundaries = nodes.OfType<BoundaryEvent>().ToLookup(boundary => boundary.AttachedTo, StringComparer.Ordinal);
        var associated = process.Descendants(Vocabulary.Bpmn + "association")
            .ToLookup(association => association.Text("sourceRef") ?? "", association => association.Text("targetRef"), StringComparer.Ordinal);
        return nodes.Select(node => node switch
        {
            Activity activity => activity with
            {
                BoundaryEvents = [.. boundaries[node.Id].Select(boundary => boundary.Id)],
                CompensationHandler = boundaries[node.Id]
                    .Where(boundary => boundary.Trigger is EventTrigger.Compensation)
                    .SelectMany(boundary => associated[boundary.Id])
                    .FirstOrDefault(),
            },
            Unsupported unsupported => unsupported with { BoundaryEvents = [.. boundaries[node.Id].Select(boundary => boundary.Id)] },
            _ => node,
        });
    }

    private bool LeadsNowhere(SequenceFlow flow, HashSet<string> ids)
    {
        var missing = new[] { flow.Source, flow.Target }.Where(id => !ids.Contains(id)).ToList();
        foreach (var id in missing)
            _faults.Add(new(_shared.FileName, flow.Position.Line, flow.Position.Column, Severity.Error, "bpmn.unresolved-reference",
                $"Sequence flow '{flow.Id}' refers to '{id}', which is not a node of this process."));
        return missing.Count > 0;
    }

    private void CheckIds(XElement process)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in process.DescendantsAndSelf().Where(element => element.Name.Namespace == Vocabulary.Bpmn))
        {
            if (element.Text("id") is { } id && !seen.Add(id)) Fault(element, "bpmn.duplicate-id", $"The id '{id}' is used more than once.");
            if (element.Text("id") is null && Vocabulary.FlowNodes.Contains(element.Name.LocalName)) Missing(element);
        }
    }

    /// <summary>Reports a missing id and gives the element one from its place, so that reading can go on.</summary>
    private string Missing(XElement element)
    {
        Fault(element, "bpmn.missing-id", $"The {element.Name.LocalName} needs an id.");
        return NodeReader.PlaceId(element);
    }

    private void Fault(XElement element, string code, string message)
    {
        var at = element.PlaceOf();
        _faults.Add(new(_shared.FileName, at.Line, at.Column, Severity.Error, code, message));
    }
}
