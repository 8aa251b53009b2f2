using System.Text;
using Verwaltung.Workflow;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class ProcessStepsTests
{
    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="p" isExecutable="true">
            <bpmn:endEvent id="end" name="Fertig" />
            <bpmn:startEvent id="start" name="Antrag da" />
            <bpmn:userTask id="decide" name="Entscheiden">
              <bpmn:extensionElements>
                <zeebe:assignmentDefinition candidateGroups="33/5" />
                <zeebe:taskHeaders><zeebe:header key="rolle" value="team-lead" /></zeebe:taskHeaders>
              </bpmn:extensionElements>
            </bpmn:userTask>
            <bpmn:boundaryEvent id="late" name="Zu spät" attachedToRef="decide" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:scriptTask id="note" name="Vermerken"><bpmn:extensionElements><zeebe:script expression="=1" resultVariable="x" /></bpmn:extensionElements></bpmn:scriptTask>
            <bpmn:endEvent id="noted" name="Vermerkt" />
            <bpmn:exclusiveGateway id="how" name="Wie?" default="no" />
            <bpmn:serviceTask id="grant" name="Bewilligen" />
            <bpmn:serviceTask id="refuse" name="Ablehnen" />
            <bpmn:exclusiveGateway id="join" />
            <bpmn:subProcess id="post" name="Versenden">
              <bpmn:startEvent id="inner" name="Los" />
              <bpmn:sequenceFlow id="i" sourceRef="inner" targetRef="posted" />
              <bpmn:endEvent id="posted" name="Weg" />
            </bpmn:subProcess>
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="decide" />
            <bpmn:sequenceFlow id="b" sourceRef="decide" targetRef="how" />
            <bpmn:sequenceFlow id="l" sourceRef="late" targetRef="note" />
            <bpmn:sequenceFlow id="n" sourceRef="note" targetRef="noted" />
            <bpmn:sequenceFlow id="yes" name="ja" sourceRef="how" targetRef="grant"><bpmn:conditionExpression>=true</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="back" name="zurück" sourceRef="how" targetRef="decide"><bpmn:conditionExpression>=false</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="no" sourceRef="how" targetRef="refuse" />
            <bpmn:sequenceFlow id="c" sourceRef="grant" targetRef="join" />
            <bpmn:sequenceFlow id="e" sourceRef="refuse" targetRef="join" />
            <bpmn:sequenceFlow id="f" sourceRef="join" targetRef="post" />
            <bpmn:sequenceFlow id="g" sourceRef="post" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Fact]
    public void A_process_is_told_branch_by_branch_each_step_after_all_that_lead_to_it() => Assert.Equal(
        [
            "Start Antrag da",
            "Person Entscheiden (33/5, team-lead) -> : Wie?",
            "Time Zu spät during Entscheiden",
            "Computation Vermerken",
            "End Vermerkt",
            "Choice Wie? -> ja: Bewilligen, zurück: Entscheiden, : Ablehnen",
            "Program Bewilligen -> : Versenden",
            "Program Ablehnen",
            "Part Versenden -> : Fertig",
            "Start Los",
            "End Weg",
            "End Fertig",
        ],
        ProcessSteps.Of(BpmnReader.Read(Encoding.UTF8.GetBytes(Process), "p.bpmn").Definitions!.Executable!).Select(Line));

    [Fact]
    public void What_waits_beside_the_process_is_told_too_with_what_is_in_it() => Assert.Equal(
        [
            "Start Los", "Choice Antwort oder Frist? -> : Antwort, : Frist", "Message Antwort -> : Fertig", "Time Frist", "End Fertig",
            "Part Rücknahme", "Start Zurückgenommen", "End Beendet",
        ],
        ProcessSteps.Of(BpmnReader.Read(Encoding.UTF8.GetBytes("""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
              <bpmn:message id="m" name="m" />
              <bpmn:process id="p" isExecutable="true">
                <bpmn:startEvent id="start" name="Los" />
                <bpmn:eventBasedGateway id="g" name="Antwort oder Frist?" />
                <bpmn:receiveTask id="answer" name="Antwort" messageRef="m" />
                <bpmn:intermediateCatchEvent id="late" name="Frist"><bpmn:timerEventDefinition><bpmn:timeDuration>P14D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                <bpmn:endEvent id="end" name="Fertig" />
                <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="g" />
                <bpmn:sequenceFlow id="b" sourceRef="g" targetRef="answer" />
                <bpmn:sequenceFlow id="c" sourceRef="g" targetRef="late" />
                <bpmn:sequenceFlow id="e" sourceRef="answer" targetRef="end" />
                <bpmn:sequenceFlow id="f" sourceRef="late" targetRef="end" />
                <bpmn:subProcess id="h" name="Rücknahme" triggeredByEvent="true">
                  <bpmn:startEvent id="hs" name="Zurückgenommen"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
                  <bpmn:endEvent id="he" name="Beendet" />
                  <bpmn:sequenceFlow id="i" sourceRef="hs" targetRef="he" />
                </bpmn:subProcess>
              </bpmn:process>
            </bpmn:definitions>
            """), "p.bpmn").Definitions!.Executable!).Select(Line));

    private static string Line(ProcedureStep step) =>
        $"{step.Kind} {step.Name}{(step.Who is { } who ? $" ({who})" : "")}{(step.During is { } during ? $" during {during}" : "")}"
        + (step.Next.Count > 0 ? " -> " + string.Join(", ", step.Next.Select(way => $"{way.When}: {way.Step}")) : "");
}
