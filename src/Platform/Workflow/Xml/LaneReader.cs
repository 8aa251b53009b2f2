using System.Collections.Immutable;
using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>
/// Reads lanes (BPMN 2.0.2, clause 10.8). BPMN gives them no meaning; here a lane is a team: a user task that says nothing about who does it goes to the
/// candidate group with the name of its innermost lane. A task in a sub-process is in the lane of the sub-process, unless that has lanes of its own.
/// </summary>
internal static class LaneReader
{
    internal static ImmutableArray<Lane> LanesOf(XElement process) =>
    [
        .. process.Descendants(Vocabulary.Bpmn + "lane").Select(lane => new Lane(
            lane.Text("id") ?? "", lane.Text("name"), [.. lane.Elements(Vocabulary.Bpmn + "flowNodeRef").Select(node => node.Value.Trim())])),
    ];

    internal static IEnumerable<FlowNode> Assign(ImmutableArray<Lane> lanes, IReadOnlyList<FlowNode> nodes)
    {
        if (lanes.IsEmpty) return nodes;
        // Inner lanes come after those around them.
        var names = lanes.Where(lane => !string.IsNullOrWhiteSpace(lane.Name)).SelectMany(lane => lane.Nodes.Select(node => (Node: node, lane.Name)))
            .GroupBy(place => place.Node).ToDictionary(place => place.Key, place => place.Last().Name!, StringComparer.Ordinal);
        var scopes = nodes.DistinctBy(node => node.Id).ToDictionary(node => node.Id, node => node.ScopeId, StringComparer.Ordinal);
        return nodes.Select(
            node => node is UserTask { Assignee: null, CandidateGroups: null, CandidateUsers: null } task && LaneOf(task.Id, names, scopes) is { } lane
            ? task with { CandidateGroups = new Expression(lane, task.Position) }
            : node);
    }

    private static string? LaneOf(string node, Dictionary<string, string> names, Dictionary<string, string> scopes)
    {
        for (var at = node; ; at = scopes[at])
        {
            if (names.TryGetValue(at, out var lane)) return lane;
            if (!scopes.ContainsKey(at)) return null;
        }
    }
}
