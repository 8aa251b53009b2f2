using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Reads one flow node with its event definition and extensions; what is not understood becomes a part that the checks refuse.</summary>
internal sealed class NodeReader(SharedElements shared, List<Finding> faults)
{
    internal FlowNode Read(XElement xml, string scopeId)
    {
        var extensions = new Extensions(xml);
        var bare = new Unsupported("", "") { Id = xml.Text("id") ?? PlaceId(xml), Position = xml.PlaceOf(), ScopeId = scopeId };
        var node = ReadKind(xml, extensions, bare);
        return node with
        {
            Id = bare.Id,
            Name = xml.Text("name"),
            Position = bare.Position,
            ScopeId = scopeId,
            Inputs = extensions.Inputs,
            Outputs = extensions.Outputs,
            Properties = extensions.Properties,
            UnsupportedParts = [
                .. Foreign.PartsOf(xml), .. extensions.Leftovers(node), .. StrangeChildren(xml), .. Markers(xml), .. LoopReader.PartsOf(xml),
                .. DataReader.PartsOf(xml)
            ],
        };
    }

    /// <summary>An id for an element without one; the process is refused, but what else is wrong with it can be told.</summary>
    internal static string PlaceId(XElement xml) =>
        string.Create(CultureInfo.InvariantCulture, $"{xml.Name.LocalName}@{xml.PlaceOf().Line}:{xml.PlaceOf().Column}");

    private FlowNode ReadKind(XElement xml, Extensions extensions, Unsupported bare)
    {
        var (id, position, scope) = (bare.Id, bare.Position, bare.ScopeId);
        return xml.Name.LocalName switch
        {
            "startEvent" =>
                new StartEvent(Trigger(xml))
                {
                    Id = id,
                    Position = position,
                    ScopeId = scope,
                    IsHandler = IsHandler(xml.Parent),
                    Interrupting = !xml.IsFalse("isInterrupting"),
                },
            "endEvent" => new EndEvent(Trigger(xml), extensions.Job) { Id = id, Position = position, ScopeId = scope },
            "intermediateCatchEvent" => new IntermediateCatchEvent(Trigger(xml)) { Id = id, Position = position, ScopeId = scope },
            "intermediateThrowEvent" => new IntermediateThrowEvent(Trigger(xml), extensions.Job) { Id = id, Position = position, ScopeId = scope },
            "boundaryEvent" =>
                new BoundaryEvent(Trigger(xml), xml.Text("attachedToRef") ?? "", !xml.IsFalse("cancelActivity"))
                {
                    Id = id,
                    Position = position,
                    ScopeId = scope,
                },
            "subProcess" when IsHandler(xml) => new EventSubProcess { Id = id, Position = position, ScopeId = scope },
            "exclusiveGateway" => new ExclusiveGateway(xml.Text("default")) { Id = id, Position = position, ScopeId = scope },
            "inclusiveGateway" => new InclusiveGateway(xml.Text("default")) { Id = id, Position = position, ScopeId = scope },
            "parallelGateway" => new ParallelGateway { Id = id, Position = position, ScopeId = scope },
            "eventBasedGateway" => new EventBasedGateway { Id = id, Position = position, ScopeId = scope },
            _ when ReadActivity(xml, extensions, bare) is { } activity =>
                activity with { Loop = LoopReader.Read(xml), IsForCompensation = xml.IsTrue("isForCompensation") },
            var other => bare with { Type = other, Reason = NotRun.Reason(other) },
        };
    }

    private Activity? ReadActivity(XElement xml, Extensions extensions, Unsupported bare)
    {
        var (id, position, scope) = (bare.Id, bare.Position, bare.ScopeId);
        return xml.Name.LocalName switch
        {
            "userTask" => extensions.ReadUserTask(id, position, scope),
            "serviceTask" => new ServiceTask(extensions.Job) { Id = id, Position = position, ScopeId = scope },
            "sendTask" => new SendTask(extensions.Job) { Id = id, Position = position, ScopeId = scope },
            "receiveTask" => new ReceiveTask(Message(xml)) { Id = id, Position = position, ScopeId = scope },
            "manualTask" => new ManualTask { Id = id, Position = position, ScopeId = scope },
            "businessRuleTask" => new BusinessRuleTask(extensions.Decision, extensions.Job) { Id = id, Position = position, ScopeId = scope },
            "scriptTask" => new ScriptTask(extensions.Script, extensions.Job) { Id = id, Position = position, ScopeId = scope },
            "subProcess" => new SubProcess { Id = id, Position = position, ScopeId = scope },
            "callActivity" => new CallActivity(extensions.ReadCalledElement(xml)) { Id = id, Position = position, ScopeId = scope },
            _ => null,
        };
    }

    private static bool IsHandler(XElement? xml) => xml?.Name.LocalName == "subProcess" && xml.IsTrue("triggeredByEvent");

    private EventTrigger Trigger(XElement xml)
    {
        var definitions = xml.Elements().Where(child => child.Name.Namespace == Vocabulary.Bpmn
            && (child.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal) || child.Name.LocalName == "eventDefinitionRef")).ToList();
        return definitions switch
        {
            [] => new EventTrigger.None(),
            [var only] => Trigger(only, only.Name.LocalName),
            _ => new EventTrigger.UnsupportedTrigger("multiple event definitions", "an event has one event definition here"),
        };
    }

    private EventTrigger Trigger(XElement definition, string name) => name switch
    {
        "timerEventDefinition" => Timer(definition),
        "messageEventDefinition" => Message(definition),
        "errorEventDefinition" => Error(definition),
        "signalEventDefinition" => new EventTrigger.Signal(Resolve(definition, "signal")?.Expression("name")),
        "escalationEventDefinition" => Escalation(definition),
        "compensateEventDefinition" => definition.IsFalse("waitForCompletion")
            ? new EventTrigger.UnsupportedTrigger(name, "it always waits until all is undone")
            : new EventTrigger.Compensation(definition.Text("activityRef")),
        "linkEventDefinition" => new EventTrigger.Link(definition.Text("name")),
        "terminateEventDefinition" => new EventTrigger.Terminate(),
        _ => new EventTrigger.UnsupportedTrigger(name, NotRun.Reason(name)),
    };

    private static EventTrigger Timer(XElement definition)
    {
        var times = definition.Elements().Where(child => child.Name.LocalName is "timeDate" or "timeDuration" or "timeCycle").ToList();
        if (times is not [var time] || time.ContentExpression() is not { } value)
            return new EventTrigger.UnsupportedTrigger(
                "timerEventDefinition", "a timer needs exactly one of timeDate, timeDuration and timeCycle, with a text");
        return new EventTrigger.Timer(
            time.Name.LocalName switch { "timeDate" => TimerKind.Date, "timeDuration" => TimerKind.Duration, _ => TimerKind.Cycle }, value);
    }

    private EventTrigger.Message Message(XElement definition)
    {
        if (Resolve(definition, "message") is not { } message) return new(null, null);
        var subscription = message.Element(Vocabulary.Bpmn + "extensionElements")?.Element(Vocabulary.Zeebe + "subscription");
        return new(message.Expression("name"), subscription?.Expression("correlationKey"));
    }

    private EventTrigger Error(XElement definition)
    {
        if (Resolve(definition, "error") is not { } error) return new EventTrigger.Error(null);
        return error.Expression("errorCode") is { } code
            ? new EventTrigger.Error(code)
            : new EventTrigger.UnsupportedTrigger("errorEventDefinition", $"its error '{error.Text("id")}' has no errorCode");
    }

    private EventTrigger Escalation(XElement definition)
    {
        if (Resolve(definition, "escalation") is not { } escalation) return new EventTrigger.Escalation(null);
        return escalation.Expression("escalationCode") is { } code
            ? new EventTrigger.Escalation(code)
            : new EventTrigger.UnsupportedTrigger("escalationEventDefinition", $"its escalation '{escalation.Text("id")}' has no escalationCode");
    }

    private XElement? Resolve(XElement definition, string kind)
    {
        if (definition.Text($"{kind}Ref") is not { } reference) return null;
        var found = shared.Find(kind, reference);
        var at = definition.PlaceOf();
        if (found is null) faults.Add(new(shared.FileName, at.Line, at.Column, Severity.Error, "bpmn.unresolved-reference",
            $"'{(definition.Name.LocalName == "receiveTask" ? definition : definition.Parent)?.Text("id")}' refers to the {kind} '{reference}', "
            + "which is not in the file."));
        return found;
    }

    private static IEnumerable<UnsupportedPart> StrangeChildren(XElement xml) => xml.Elements()
        .Where(
            child => child.Name.Namespace == Vocabulary.Bpmn
                && child.Name.LocalName != "multiInstanceLoopCharacteristics"
                && !Vocabulary.Drawing.Contains(child.Name.LocalName)
                && !Vocabulary.FlowNodes.Contains(child.Name.LocalName)
            && !child.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal) && child.Name.LocalName != "eventDefinitionRef"
            && !(xml.Name.LocalName == "scriptTask" && child.Name.LocalName == "script"))
        .Select(child => new UnsupportedPart(child.Name.LocalName, NotRun.Reason(child.Name.LocalName), child.PlaceOf()))
        .Concat(xml.Elements(Vocabulary.Bpmn + "script").Where(_ => xml.Name.LocalName == "scriptTask")
            .Select(
                script =>
                    new UnsupportedPart("script", $"scripts in '{xml.Text("scriptFormat")}' are not run; write FEEL into zeebe:script", script.PlaceOf())));

    private static IEnumerable<UnsupportedPart> Markers(XElement xml)
    {
        if (xml.IsTrue("instantiate")) yield return new("instantiate", "only start events start a process", xml.PlaceOf());
        if (xml.Text("eventGatewayType")?.Trim() == "Parallel") yield return new("eventGatewayType", "only the first event counts", xml.PlaceOf());
        if (xml.Text("parallelMultiple")?.Trim() is "true" or "1")
            yield return new("parallelMultiple", "an event has one event definition here", xml.PlaceOf());
        foreach (var quantity in new[] { "startQuantity", "completionQuantity" })
            if (xml.Text(quantity) is { } number && number.Trim() != "1") yield return new(quantity, "only a quantity of 1 is run", xml.PlaceOf());
    }
}
