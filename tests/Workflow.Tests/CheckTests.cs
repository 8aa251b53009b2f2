using System.Text;
using Verwaltung.Feel;
using Xunit;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class CheckTests
{
    private static IEnumerable<Finding> Findings(string bpmn, ProcessResources? resources = null)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(bpmn), "test.bpmn");
        return read.Findings.Concat(read.Definitions?.Executable is { } process ? ProcessChecks.Check(process, resources) : []);
    }

    private static void Finds(string bpmn, string code, string message, Severity severity = Severity.Error, ProcessResources? resources = null) =>
        Assert.Contains((code, message, severity), Findings(bpmn, resources).Select(finding => (finding.Code, finding.Message, finding.Severity)));

    private static string With(string node, string id = "x") => Process(Start() + node + End(), $"s -> {id} -> e");

    [Fact] public void A_sound_process_has_no_findings() => Assert.Empty(Findings(With(UserTask("x"))));

    [Theory]
    [InlineData("<bpmn:inclusiveGateway id='x'/>", "Element 'x': 'inclusiveGateway' is not supported: it is not run here.")]
    [InlineData("<bpmn:callActivity id='x'/>", "Element 'x': 'callActivity' is not supported: it is not run here.")]
    [InlineData("<bpmn:task id='x'/>", "Element 'x': 'task' is not supported: it is not run here.")]
    [InlineData("<bpmn:subProcess id='x' triggeredByEvent='true'/>", "Element 'x': 'eventSubProcess' is not supported: event sub-processes are not run here.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:multiInstanceLoopCharacteristics/></bpmn:userTask>", "Element 'x': 'multiInstanceLoopCharacteristics' is not supported: it is not run here.")]
    [InlineData("<bpmn:userTask id='x' isForCompensation='true'/>", "Element 'x': 'isForCompensation' is not supported: compensation is not run here.")]
    [InlineData("<bpmn:userTask id='x' xmlns:c='http://camunda.org/schema/1.0/bpmn' c:assignee='ada'/>", "Element 'x': 'camunda:assignee' is not supported: it belongs to another engine; write zeebe:assignmentDefinition.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:potentialOwner/></bpmn:userTask>", "Element 'x': 'potentialOwner' is not supported: it is not run here.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:extensionElements><zeebe:taskListeners/></bpmn:extensionElements></bpmn:userTask>", "Element 'x': 'zeebe:taskListeners' is not supported: it is not run on this element.")]
    [InlineData("<bpmn:intermediateCatchEvent id='x'><bpmn:signalEventDefinition/></bpmn:intermediateCatchEvent>", "Element 'x': an intermediate catch event cannot have 'signalEventDefinition': it is not run here.")]
    public void What_is_not_run_is_refused_by_element_and_reason(string node, string message) => Finds(With(node), "bpmn.unsupported", message);

    [Fact]
    public void A_finding_says_where_it_is()
    {
        var text = With("<bpmn:inclusiveGateway id='x'/>");
        var line = text.Split('\n').ToList().FindIndex(at => at.Contains("inclusiveGateway", StringComparison.Ordinal)) + 1;
        Assert.Equal(("test.bpmn", line), Findings(text).Where(finding => finding.Severity == Severity.Error).Select(finding => (finding.File, finding.Line)).Single());
    }

    [Fact]
    public void A_wrong_expression_is_found_at_its_place()
    {
        var text = With(Script("x", "=1 +* 2", "y"));
        var line = text.Split('\n').First(at => at.Contains("=1 +*", StringComparison.Ordinal));
        var finding = Assert.Single(Findings(text));
        Assert.Equal(("bpmn.expression", line.IndexOf('*', StringComparison.Ordinal) + 1), (finding.Code, finding.Column));
    }

    [Fact]
    public void Other_expression_languages_are_refused() =>
        Finds(With(UserTask("x", "<zeebe:assignmentDefinition assignee='${clerk}'/>")), "bpmn.expression", "An expression of 'x' is written in JUEL: '${clerk}'. Write FEEL with a leading '='.");

    [Fact]
    public void A_condition_must_be_computed() =>
        Finds(Process(Start() + Exclusive("g") + End(), "s -> g", "g -[true]-> e"), "bpmn.expression", "The condition of flow 'g_e' must be FEEL with a leading '='.");

    [Fact]
    public void A_gateway_that_may_have_no_way_out_is_warned_of() =>
        Finds(Process(Start() + Exclusive("g") + End(), "s -> g", "g -[=a]-> e"), "bpmn.no-default", "Gateway 'g' has no default flow: where no condition holds, the process stops with an incident.", Severity.Warning);

    [Fact]
    public void A_flow_of_a_choice_needs_a_condition() =>
        Finds(Process(Start() + Exclusive("g") + UserTask("x") + End(), "s -> g -> e", "g -[=a]-> x", "x -> e"), "bpmn.condition", "Flow 'g_e' of gateway 'g' needs a condition, or must be the default flow.");

    [Fact]
    public void A_condition_belongs_to_an_exclusive_gateway() =>
        Finds(Process(Start() + UserTask("x") + End(), "s -> x", "x -[=a]-> e"), "bpmn.unsupported", "Flow 'x_e' has a condition but does not leave an exclusive gateway.");

    [Fact]
    public void What_cannot_be_reached_is_refused() =>
        Finds(Process(Start() + UserTask("x") + UserTask("y") + End(), "s -> x -> e", "y -> e"), "bpmn.unreachable", "Element 'y' cannot be reached from a start event.");

    [Fact]
    public void A_flow_may_not_cross_a_border() =>
        Finds(Process(Start() + SubProcess("sub", Start("is") + UserTask("x"), "is -> x") + End(), "s -> sub -> e", "x -> e"), "bpmn.flow", "Flow 'x_e' leads from 'x' across the border of a sub-process to 'e'.");

    [Fact]
    public void A_flow_that_leads_nowhere_is_refused() =>
        Finds(Process(Start() + End(), "s -> e", "s -> nowhere"), "bpmn.unresolved-reference", "Sequence flow 's_nowhere' refers to 'nowhere', which is not a node of this process.");

    [Fact] public void An_id_is_used_once() => Finds(With(UserTask("x") + UserTask("x")), "bpmn.duplicate-id", "The id 'x' is used more than once.");

    [Fact]
    public void A_boundary_event_needs_an_activity() =>
        Finds(Process(Start() + Exclusive("g") + Boundary("b", "g", Timer("PT1H")) + End(), "s -> g -> e", "b -> e"), "bpmn.boundary", "Boundary event 'b' is attached to 'g', which cannot have one.");

    [Fact]
    public void A_message_event_needs_a_name() =>
        Finds(With(Catch("x", "<bpmn:messageEventDefinition/>")), "bpmn.message-name", "Message event 'x' needs a message with a name.");

    [Fact]
    public void A_reference_to_a_message_must_lead_to_one() =>
        Finds(With(Catch("x", Message("gone"))), "bpmn.unresolved-reference", "'x' refers to the message 'gone', which is not in the file.");

    [Theory]
    [InlineData("0 0 9 * * ?", "timeCycle", "The timer of 's' is a cron expression; write an ISO 8601 repetition such as R/P1D.")]
    [InlineData("R/P", "timeCycle", "Expected the timer of 's' to be a repetition such as R3/PT1H, but found 'R/P'.")]
    [InlineData("soon", "timeDate", "Expected the timer of 's' to be a date and time such as 2026-01-31T12:00:00Z, but found 'soon'.")]
    [InlineData("P1X", "timeDuration", "Expected the timer of 's' to be a duration such as P14D or PT2H, but found 'P1X'.")]
    public void A_timer_that_cannot_be_read_is_refused(string value, string kind, string message) =>
        Finds(Process($"<bpmn:startEvent id='s'>{Timer(value, kind)}</bpmn:startEvent>" + End(), "s -> e"), "bpmn.timer", message);

    [Fact]
    public void A_timer_that_interrupts_cannot_repeat() =>
        Finds(Process(Start() + UserTask("x") + Boundary("b", "x", Timer("R/P1D", "timeCycle")) + End(), "s -> x -> e", "b -> e"), "bpmn.timer", "The timer of 'b' can only happen once and cannot have a timeCycle.");

    [Fact]
    public void A_task_says_what_is_to_be_done() =>
        Finds(With("<bpmn:serviceTask id='x'/>"), "bpmn.task", "'x' does not say what is to be done: it needs zeebe:taskDefinition.");

    [Fact]
    public void Names_lead_to_something_that_exists()
    {
        var resources = new ProcessResources(new HashSet<string>(), new HashSet<string> { "known" }, new HashSet<string>());
        Finds(With(UserTask("x", "<zeebe:formDefinition formId='unknown'/>")), "bpmn.unresolved-reference", "'x' refers to form 'unknown', which does not exist.", resources: resources);
        Finds(With(ServiceTask("x")), "bpmn.unresolved-reference", "'x' refers to job type 'work', which does not exist.", resources: resources);
        Finds(With(Task("businessRuleTask", "x", "<zeebe:calledDecision decisionId='fee' resultVariable='y'/>")), "bpmn.unresolved-reference", "'x' refers to decision 'fee', which does not exist.", resources: resources);
        Assert.Empty(Findings(With(UserTask("x", "<zeebe:formDefinition formId='known'/>")), resources));
    }

    [Fact]
    public void Each_unsupported_kind_of_start_is_told() =>
        Finds(Process(Start() + SubProcess("sub", $"<bpmn:startEvent id='is'>{Message()}</bpmn:startEvent>" + End("ie"), "is -> ie") + End(), "s -> sub -> e"),
            "bpmn.start-event", "Start event 'is' of an embedded sub-process cannot have a trigger.");
}
