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
    [InlineData("<bpmn:complexGateway id='x'/>", "Element 'x': 'complexGateway' is not supported: its activation condition has no agreed meaning; use inclusive and exclusive gateways.")]
    [InlineData("<bpmn:transaction id='x'/>", "Element 'x': 'transaction' is not supported: transactions with cancel events are not run here; a sub-process with compensation is.")]
    [InlineData("<bpmn:adHocSubProcess id='x'/>", "Element 'x': 'adHocSubProcess' is not supported: its order is not drawn, and there is no rule here that would give one.")]
    [InlineData("<bpmn:task id='x'/>", "Element 'x': 'task' is not supported: it does not say who does it; draw a user, service or manual task.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:standardLoopCharacteristics/></bpmn:userTask>", "Element 'x': 'standardLoopCharacteristics' is not supported: draw the loop with a gateway, or use multi-instance.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:multiInstanceLoopCharacteristics behavior='One'><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>", "Element 'x': 'behavior' is not supported: a multi-instance activity throws no events of its own.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>d</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>", "Element 'x': 'loopDataInputRef' is not supported: write zeebe:loopCharacteristics.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:dataInputAssociation><bpmn:assignment/></bpmn:dataInputAssociation></bpmn:userTask>", "Element 'x': 'assignment' is not supported: write zeebe:ioMapping.")]
    [InlineData("<bpmn:receiveTask id='x' messageRef='Message_any' instantiate='true'/>", "Element 'x': 'instantiate' is not supported: only start events start a process.")]
    [InlineData("<bpmn:userTask id='x' xmlns:c='http://camunda.org/schema/1.0/bpmn' c:assignee='ada'/>", "Element 'x': 'camunda:assignee' is not supported: it belongs to another engine; write zeebe:assignmentDefinition.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:potentialOwner/></bpmn:userTask>", "Element 'x': 'potentialOwner' is not supported: it is not run here.")]
    [InlineData("<bpmn:userTask id='x'><bpmn:extensionElements><zeebe:taskListeners/></bpmn:extensionElements></bpmn:userTask>", "Element 'x': 'zeebe:taskListeners' is not supported: it is not run on this element.")]
    [InlineData("<bpmn:intermediateCatchEvent id='x'><bpmn:conditionalEventDefinition/></bpmn:intermediateCatchEvent>", "Element 'x': an intermediate catch event cannot have 'conditionalEventDefinition': conditions are not watched here; decide at a gateway when values have come.")]
    [InlineData("<bpmn:intermediateCatchEvent id='x'><bpmn:errorEventDefinition/></bpmn:intermediateCatchEvent>", "Element 'x': an intermediate catch event cannot have a error event definition.")]
    [InlineData("<bpmn:intermediateThrowEvent id='x'><bpmn:timerEventDefinition><bpmn:timeDate>2026-01-01</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateThrowEvent>", "Element 'x': an intermediate throw event cannot have a timer event definition.")]
    public void What_is_not_run_is_refused_by_element_and_reason(string node, string message) => Finds(With(node), "bpmn.unsupported", message);

    [Fact]
    public void A_finding_says_where_it_is()
    {
        var text = With("<bpmn:complexGateway id='x'/>");
        var line = text.Split('\n').ToList().FindIndex(at => at.Contains("complexGateway", StringComparison.Ordinal)) + 1;
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
    public void A_condition_belongs_to_a_gateway_that_chooses() =>
        Finds(Process(Start() + UserTask("x") + End(), "s -> x", "x -[=a]-> e"), "bpmn.unsupported", "Flow 'x_e' has a condition but does not leave an exclusive or inclusive gateway.");

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

    [Fact]
    public void An_event_sub_process_begins_with_one_event() =>
        Finds(Process(Start() + End() + SubProcess("h", Start("hs") + End("he"), "hs -> he").Replace("id=\"h\"", "id=\"h\" triggeredByEvent=\"true\"", StringComparison.Ordinal), "s -> e"),
            "bpmn.unsupported", "Element 'hs': the start event of an event sub-process cannot have no event definition.");

    [Fact]
    public void An_error_always_interrupts() => Finds(
        Process(Start() + End() + Handler("h", Error(), false, UserTask("a"), "a"), "s -> e"), "bpmn.unsupported", "Element 'h_s': an error start event always interrupts (isInterrupting=\"true\").");

    [Fact]
    public void An_event_sub_process_stands_outside_of_the_flow() => Finds(
        Process(Start() + End() + Handler("h", Timer("P1D"), true, UserTask("a"), "a"), "s -> h -> e"), "bpmn.flow", "Event sub-process 'h' cannot have incoming or outgoing flows.");

    [Fact]
    public void Behind_an_event_based_gateway_there_are_events() => Finds(
        Process(Start() + EventBased("g") + Catch("t", Timer("P1D")) + UserTask("a") + End(), "s -> g -> t -> e", "g -> a -> e"), "bpmn.event-gateway",
        "Behind event-based gateway 'g' there can be message, timer and signal events and receive tasks, but not 'a'.");

    [Fact]
    public void An_event_behind_an_event_based_gateway_is_reached_by_it_alone() => Finds(
        Process(Start() + EventBased("g") + Catch("t", Timer("P1D")) + Catch("m", Message("Message_any")) + UserTask("a") + End(), "s -> g -> t -> e", "g -> m -> a", "a -> t"), "bpmn.event-gateway",
        "'t' stands behind event-based gateway 'g' and cannot have another incoming flow.");

    [Fact]
    public void A_handler_is_named_by_the_event_that_needs_it() => Finds(
        Process(Start() + UserTask("a") + Boundary("b", "a", Compensation()) + End(), "s -> a -> e"), "bpmn.compensation",
        "Compensation boundary event 'b' needs an association to an activity with isForCompensation=\"true\".");

    [Fact]
    public void Only_what_can_be_undone_is_named() => Finds(
        Process(Start() + UserTask("a") + Throw("x", Compensation("a")) + End(), "s -> a -> x -> e"), "bpmn.compensation", "'x' undoes 'a', which has no compensation handler.");

    [Fact]
    public void A_called_process_is_in_the_file() => Finds(
        With(Call("x", "gone")), "bpmn.unresolved-reference", "'x' calls process 'gone', which is no executable process of the file.");

    [Fact]
    public void A_called_process_is_checked_too() => Finds(
        Model.With(With(Call("x", "other")), Called("other", Start("os") + "<bpmn:complexGateway id='oc'/>" + End("oe"), "os -> oc -> oe")), "bpmn.unsupported",
        "Element 'oc': 'complexGateway' is not supported: its activation condition has no agreed meaning; use inclusive and exclusive gateways.");

    [Fact]
    public void Several_runs_say_how_many() => Finds(
        With(Several(UserTask("x"), "inputElement='item'")), "bpmn.multi-instance", "'x' needs either an inputCollection or a loopCardinality.");

    [Fact]
    public void A_link_leads_somewhere() => Finds(Process(Start() + Throw("x", Link("far")), "s -> x"), "bpmn.link", "Link event 'x' leads to 'far', which no event of its scope catches.");

    [Fact]
    public void What_sends_a_message_says_how() =>
        Finds(With("<bpmn:sendTask id='x'/>"), "bpmn.task", "'x' does not say what is to be done: it needs zeebe:taskDefinition.");

    [Fact]
    public void An_escalation_is_thrown_with_a_code() =>
        Finds(With(Throw("x", Escalation(null))), "bpmn.escalation-code", "Escalation event 'x' needs an escalation with a code.");
}
