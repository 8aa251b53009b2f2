using System.Globalization;
using System.Security;
using System.Text;

namespace Verwaltung.Workflow.Tests;

/// <summary>
/// BPMN text from nodes and arrows: <c>Process("&lt;bpmn:startEvent id='s'/>...", "s -> a -> e", "g -[= x > 1]-> b", "g -*-> c")</c>.
/// Flows are named source_target; the star marks a default flow.
/// </summary>
internal static class Model
{
    internal static string Process(string nodes, params string[] arrows) => Document($"""
        <bpmn:process id="p" isExecutable="true">
        {WithDefaults(nodes, arrows)}
        {Flows(arrows)}
        </bpmn:process>
        """);

    internal static string Document(string content) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://example.org/test">
          <bpmn:error id="Error_no" name="no" errorCode="NO"/>
          <bpmn:error id="Error_other" name="other" errorCode="OTHER"/>
          <bpmn:message id="Message_paid" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=fileNumber"/></bpmn:extensionElements></bpmn:message>
          <bpmn:message id="Message_any" name="any"/>
          <bpmn:message id="Message_other" name="other"/>
          <bpmn:signal id="Signal_news" name="news"/>
          <bpmn:escalation id="Escalation_late" name="late" escalationCode="LATE"/>
          <bpmn:escalation id="Escalation_other" name="other" escalationCode="OTHER"/>
        {content}
        </bpmn:definitions>
        """;

    internal static string SubProcess(string id, string nodes, params string[] arrows) => $"""
        <bpmn:subProcess id="{id}">
        {WithDefaults(nodes, arrows)}
        {Flows(arrows)}
        </bpmn:subProcess>
        """;

    internal static string Start(string id = "s") => $"<bpmn:startEvent id='{id}'/>";

    internal static string End(string id = "e") => $"<bpmn:endEvent id='{id}'/>";

    internal static string UserTask(string id, string extensions = "") => Task("userTask", id, extensions);

    internal static string Script(string id, string expression, string result) =>
        Task("scriptTask", id, $"<zeebe:script expression='{SecurityElement.Escape(expression)}' resultVariable='{result}'/>");

    internal static string ServiceTask(string id, string extensions = "<zeebe:taskDefinition type='work'/>") => Task("serviceTask", id, extensions);

    internal static string Exclusive(string id) => $"<bpmn:exclusiveGateway id='{id}'/>";

    internal static string Inclusive(string id) => $"<bpmn:inclusiveGateway id='{id}'/>";

    internal static string EventBased(string id) => $"<bpmn:eventBasedGateway id='{id}'/>";

    internal static string Parallel(string id) => $"<bpmn:parallelGateway id='{id}'/>";

    internal static string Terminate(string id) => $"<bpmn:endEvent id='{id}'><bpmn:terminateEventDefinition/></bpmn:endEvent>";

    internal static string ErrorEnd(string id, string error = "Error_no") => $"<bpmn:endEvent id='{id}'><bpmn:errorEventDefinition errorRef='{error}'/></bpmn:endEvent>";

    internal static string Throw(string id, string definition = "", string extensions = "") =>
        $"<bpmn:intermediateThrowEvent id='{id}'><bpmn:extensionElements>{extensions}</bpmn:extensionElements>{definition}</bpmn:intermediateThrowEvent>";

    internal static string EndWith(string id, string definition) => $"<bpmn:endEvent id='{id}'>{definition}</bpmn:endEvent>";

    internal static string Receive(string id, string message = "Message_any") => $"<bpmn:receiveTask id='{id}' messageRef='{message}'/>";

    internal static string Signal(string id = "Signal_news") => $"<bpmn:signalEventDefinition signalRef='{id}'/>";

    internal static string Escalation(string? id = "Escalation_late") => id is null ? "<bpmn:escalationEventDefinition/>" : $"<bpmn:escalationEventDefinition escalationRef='{id}'/>";

    internal static string Compensation(string? activity = null) => activity is null ? "<bpmn:compensateEventDefinition/>" : $"<bpmn:compensateEventDefinition activityRef='{activity}'/>";

    internal static string Link(string name) => $"<bpmn:linkEventDefinition name='{name}'/>";

    /// <summary>An event sub-process <c>id</c> with start event <c>id_s</c>, what is given, and end event <c>id_e</c>.</summary>
    internal static string Handler(string id, string definition, bool interrupting, string nodes, string way) => SubProcess(
        id, $"<bpmn:startEvent id='{id}_s' isInterrupting='{(interrupting ? "true" : "false")}'>{definition}</bpmn:startEvent>{nodes}{End($"{id}_e")}", $"{id}_s -> {way} -> {id}_e")
        .Replace($"<bpmn:subProcess id=\"{id}\">", $"<bpmn:subProcess id=\"{id}\" triggeredByEvent=\"true\">", StringComparison.Ordinal);

    /// <summary>A compensation boundary event <c>undo_id</c> on an activity with its handler.</summary>
    internal static string UndoneBy(string id, string handler) =>
        $"<bpmn:boundaryEvent id='undo_{id}' attachedToRef='{id}'>{Compensation()}</bpmn:boundaryEvent><bpmn:association id='assoc_{id}' sourceRef='undo_{id}' targetRef='{handler}'/>"
        + UserTask(handler).Replace("<bpmn:userTask", "<bpmn:userTask isForCompensation='true'", StringComparison.Ordinal);

    /// <summary>Makes the first activity of a text run several times.</summary>
    internal static string Several(string activity, string loop, bool sequential = false, string condition = "", string cardinality = "")
    {
        var characteristics = $"<bpmn:multiInstanceLoopCharacteristics isSequential='{(sequential ? "true" : "false")}'>"
            + (loop.Length > 0 ? $"<bpmn:extensionElements><zeebe:loopCharacteristics {loop}/></bpmn:extensionElements>" : "")
            + (cardinality.Length > 0 ? $"<bpmn:loopCardinality xsi:type='bpmn:tFormalExpression'>{cardinality}</bpmn:loopCardinality>" : "")
            + (condition.Length > 0 ? $"<bpmn:completionCondition xsi:type='bpmn:tFormalExpression'>{SecurityElement.Escape(condition)}</bpmn:completionCondition>" : "")
            + "</bpmn:multiInstanceLoopCharacteristics>";
        var end = activity.LastIndexOf("</bpmn:", StringComparison.Ordinal);
        return activity[..end] + characteristics + activity[end..];
    }

    internal static string Call(string id, string process, string more = "", string extensions = "") =>
        Task("callActivity", id, $"<zeebe:calledElement processId='{process}' {more}/>{extensions}");

    /// <summary>A process of its own beside the one that is run.</summary>
    internal static string Called(string id, string nodes, params string[] arrows) => $"""
        <bpmn:process id="{id}" isExecutable="true">
        {WithDefaults(nodes, arrows)}
        {Flows(arrows)}
        </bpmn:process>
        """;

    internal static string With(string process, string other) => process.Replace("</bpmn:definitions>", other + "</bpmn:definitions>", StringComparison.Ordinal);

    internal static string Catch(string id, string definition) => $"<bpmn:intermediateCatchEvent id='{id}'>{definition}</bpmn:intermediateCatchEvent>";

    internal static string Boundary(string id, string host, string definition, bool interrupting = true) =>
        $"<bpmn:boundaryEvent id='{id}' attachedToRef='{host}' cancelActivity='{(interrupting ? "true" : "false")}'>{definition}</bpmn:boundaryEvent>";

    internal static string Timer(string value, string kind = "timeDuration") =>
        $"<bpmn:timerEventDefinition><bpmn:{kind} xsi:type='bpmn:tFormalExpression'>{SecurityElement.Escape(value)}</bpmn:{kind}></bpmn:timerEventDefinition>";

    internal static string Message(string id = "Message_paid") => $"<bpmn:messageEventDefinition messageRef='{id}'/>";

    internal static string Error(string? id = "Error_no") => id is null ? "<bpmn:errorEventDefinition/>" : $"<bpmn:errorEventDefinition errorRef='{id}'/>";

    internal static string Task(string kind, string id, string extensions) =>
        $"<bpmn:{kind} id='{id}'><bpmn:extensionElements>{extensions}</bpmn:extensionElements></bpmn:{kind}>";

    private static string Flows(string[] arrows)
    {
        var text = new StringBuilder();
        foreach (var (source, condition, target) in arrows.SelectMany(Read))
        {
            text.Append(CultureInfo.InvariantCulture, $"<bpmn:sequenceFlow id='{source}_{target}' sourceRef='{source}' targetRef='{target}'");
            if (condition is null or "*") text.AppendLine("/>");
            else text.AppendLine(CultureInfo.InvariantCulture, $"><bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'>{SecurityElement.Escape(condition)}</bpmn:conditionExpression></bpmn:sequenceFlow>");
        }

        return text.ToString();
    }

    /// <summary>Writes the default flow onto the gateway that has one.</summary>
    private static string WithDefaults(string nodes, string[] arrows) => arrows.SelectMany(Read).Where(flow => flow.Condition == "*")
        .Aggregate(nodes, (text, flow) => text.Replace($"Gateway id='{flow.Source}'", $"Gateway id='{flow.Source}' default='{flow.Source}_{flow.Target}'", StringComparison.Ordinal));

    private static IEnumerable<(string Source, string? Condition, string Target)> Read(string arrow)
    {
        if (arrow.Contains("-*-> ", StringComparison.Ordinal) && arrow.Split(" -*-> ") is [var gateway, var fallback]) return [(gateway, "*", fallback)];
        if (arrow.IndexOf(" -[", StringComparison.Ordinal) is > 0 and var open && arrow.IndexOf("]-> ", StringComparison.Ordinal) is var close)
            return [(arrow[..open], arrow[(open + 3)..close], arrow[(close + 4)..])];
        var chain = arrow.Split(" -> ");
        return chain.Zip(chain.Skip(1), (source, target) => (source, (string?)null, target));
    }
}
