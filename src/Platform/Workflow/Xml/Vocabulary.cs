using System.Collections.Frozen;
using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>Names of BPMN 2.0 XML and of the extensions that are understood, harmless or foreign.</summary>
internal static class Vocabulary
{
    internal static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    internal static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>Extensions of engines of the Camunda 7 family, by the prefix that people know them by.</summary>
    internal static readonly FrozenDictionary<string, string> ForeignPrefixes = new Dictionary<string, string>
    {
        ["http://camunda.org/schema/1.0/bpmn"] = "camunda",
        ["http://operaton.org/schema/1.0/bpmn"] = "operaton",
        ["http://activiti.org/bpmn"] = "activiti",
        ["http://flowable.org/bpmn"] = "flowable",
    }.ToFrozenDictionary();

    /// <summary>Foreign attributes that change nothing here: every waiting element is durable anyway, history is the event stream.</summary>
    internal static readonly FrozenSet<string> HarmlessForeign = FrozenSet.Create(
        "asyncBefore", "asyncAfter", "async", "exclusive", "historyTimeToLive", "isStartableInTasklist", "diagramRelationId");

    /// <summary>What to write instead of a foreign attribute or element.</summary>
    internal static readonly FrozenDictionary<string, string> Replacements = new Dictionary<string, string>
    {
        ["assignee"] = "zeebe:assignmentDefinition",
        ["candidateGroups"] = "zeebe:assignmentDefinition",
        ["candidateUsers"] = "zeebe:assignmentDefinition",
        ["dueDate"] = "zeebe:taskSchedule",
        ["followUpDate"] = "zeebe:taskSchedule",
        ["formKey"] = "zeebe:formDefinition",
        ["formRef"] = "zeebe:formDefinition",
        ["formData"] = "zeebe:formDefinition",
        ["class"] = "zeebe:taskDefinition",
        ["delegateExpression"] = "zeebe:taskDefinition",
        ["expression"] = "zeebe:taskDefinition",
        ["type"] = "zeebe:taskDefinition",
        ["topic"] = "zeebe:taskDefinition",
        ["connector"] = "zeebe:taskDefinition",
        ["field"] = "zeebe:taskHeaders",
        ["decisionRef"] = "zeebe:calledDecision",
        ["resultVariable"] = "zeebe:script or zeebe:calledDecision",
        ["inputOutput"] = "zeebe:ioMapping",
        ["properties"] = "zeebe:properties",
    }.ToFrozenDictionary();

    /// <summary>Children of a process, sub-process or node that are drawing, documentation or handled elsewhere: nothing to run.</summary>
    internal static readonly FrozenSet<string> Drawing = FrozenSet.Create(
        "documentation", "extensionElements", "incoming", "outgoing", "laneSet", "textAnnotation", "association", "group", "auditing", "monitoring",
        "dataObject", "dataObjectReference", "dataStoreReference", "dataInputAssociation", "dataOutputAssociation", "property", "ioSpecification",
        "dataInput", "dataOutput", "inputSet", "outputSet", "sequenceFlow");

    /// <summary>Flow nodes (BPMN 2.0.2, clause 8.4.9), whether they run here or not.</summary>
    internal static readonly FrozenSet<string> FlowNodes = FrozenSet.Create(
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "implicitThrowEvent",
        "task", "userTask", "serviceTask", "businessRuleTask", "scriptTask", "sendTask", "receiveTask", "manualTask",
        "subProcess", "transaction", "adHocSubProcess", "callActivity", "subChoreography", "callChoreography", "choreographyTask",
        "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway");
}
