using System.Collections.Immutable;
using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>The <c>zeebe:</c> extension elements of a node, as Camunda Modeler writes them.</summary>
internal sealed class Extensions(XElement node)
{
    private static readonly ImmutableHashSet<string> Anywhere = ["properties"];
    private static readonly ImmutableHashSet<string> OnUserTasks = [
        "ioMapping", "assignmentDefinition", "taskSchedule", "formDefinition", "taskHeaders", "userTask", "properties"
    ];
    private static readonly ImmutableHashSet<string> OnJobs = ["ioMapping", "taskDefinition", "taskHeaders", "properties"];

    private readonly List<XElement> _elements =
        [.. node.Elements(Vocabulary.Bpmn + "extensionElements").Elements().Where(element => element.Name.Namespace == Vocabulary.Zeebe)];

    internal ImmutableArray<Mapping> Inputs => Mappings("input");

    internal ImmutableArray<Mapping> Outputs => Mappings("output");

    internal ImmutableSortedDictionary<string, string> Properties => Entries("properties", "property", "name");

    internal JobDefinition? Job => Find("taskDefinition") is { } task
        ? new(task.Expression("type"), task.Expression("retries") ?? new Expression("3", task.PlaceOf()), Entries("taskHeaders", "header", "key"))
        : null;

    internal CalledDecision? Decision => Find("calledDecision") is { } called && called.Expression("decisionId") is { } id
        ? new(id, called.Text("resultVariable") ?? "")
        : null;

    internal Script? Script =>
        Find("script") is { } script && script.Expression("expression") is { } source ? new(source, script.Text("resultVariable") ?? "") : null;

    internal UserTask ReadUserTask(string id, Position position, string scopeId) => new()
    {
        Id = id,
        Position = position,
        ScopeId = scopeId,
        Form = Form,
        Assignee = Find("assignmentDefinition")?.Expression("assignee"),
        CandidateGroups = Find("assignmentDefinition")?.Expression("candidateGroups"),
        CandidateUsers = Find("assignmentDefinition")?.Expression("candidateUsers"),
        DueDate = Find("taskSchedule")?.Expression("dueDate"),
        FollowUpDate = Find("taskSchedule")?.Expression("followUpDate"),
        Headers = Entries("taskHeaders", "header", "key"),
    };

    /// <summary>The process to be called; without <c>zeebe:calledElement</c> that of BPMN's own attribute.</summary>
    internal CalledElement? ReadCalledElement(XElement xml)
    {
        var called = Find("calledElement");
        if ((called?.Expression("processId") ?? xml.Expression("calledElement")) is not { } process) return null;
        var givesAll = called?.Text("propagateAllChildVariables")?.Trim() ?? (Outputs.IsEmpty ? "true" : "false");
        return new(process, SeesAll: called?.IsFalse("propagateAllParentVariables") != true, GivesAll: givesAll == "true");
    }

    /// <summary>What stands there and is not understood on this kind of node.</summary>
    internal IEnumerable<UnsupportedPart> Leftovers(FlowNode read)
    {
        var known = KnownOn(read);
        foreach (var element in _elements.Where(element => !known.Contains(element.Name.LocalName)))
            yield return new($"zeebe:{element.Name.LocalName}", "it is not run on this element", element.PlaceOf());
        foreach (var element in _elements.Where(element => element.Text("bindingType") == "versionTag"))
            yield return new("bindingType", "a procedure always uses the decisions and forms of its own version", element.PlaceOf());
        foreach (var form in _elements.Where(element => element.Text("formKey")?.StartsWith("camunda-forms:", StringComparison.Ordinal) == true))
            yield return new("formKey", "forms embedded in the process are not read; give the form a file and write its formId", form.PlaceOf());
    }

    private static ImmutableHashSet<string> KnownOn(FlowNode node) => node switch
    {
        UserTask => OnUserTasks,
        ServiceTask or SendTask => OnJobs,
        BusinessRuleTask => OnJobs.Add("calledDecision"),
        ScriptTask => OnJobs.Add("script"),
        CallActivity => Anywhere.Add("ioMapping").Add("calledElement"),
        EndEvent { Trigger: EventTrigger.Message } or IntermediateThrowEvent { Trigger: EventTrigger.Message } => OnJobs,
        Activity or StartEvent or EndEvent or IntermediateCatchEvent or IntermediateThrowEvent or BoundaryEvent => Anywhere.Add("ioMapping"),
        _ => Anywhere,
    };

    private FormReference? Form
    {
        get
        {
            var form = Find("formDefinition");
            return new[] { "formId", "externalReference", "formKey" }
                .Select(kind => form?.Expression(kind) is { } value ? new FormReference(kind, value) : null)
                .FirstOrDefault(reference => reference is not null);
        }
    }

    private XElement? Find(string name) => _elements.Find(element => element.Name.LocalName == name);

    private ImmutableArray<Mapping> Mappings(string kind) =>
        [.. _elements.Where(element => element.Name.LocalName == "ioMapping").Elements(Vocabulary.Zeebe + kind)
            .Select(
                mapping =>
                    new Mapping(mapping.Expression("source") ?? new Expression("", mapping.PlaceOf()), mapping.Text("target") ?? "", mapping.PlaceOf()))];

    /// <summary>Names with values; the last of one name counts.</summary>
    private ImmutableSortedDictionary<string, string> Entries(string list, string entry, string key) =>
        _elements.Where(element => element.Name.LocalName == list).Elements(Vocabulary.Zeebe + entry)
            .Where(element => element.Text(key) is not null)
            .Aggregate(
                ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), (all, element) =>
                    all.SetItem(element.Text(key)!, element.Text("value") ?? ""));
}
