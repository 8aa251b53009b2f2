using System.Text;
using Verwaltung.Feel;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;
using Verwaltung.Workflow.Decisions;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class PeriodFunctionsInModelsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void A_timer_waits_for_the_end_of_a_period()
    {
        const string Waiting = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
              <process id="p" isExecutable="true">
                <startEvent id="s"/><sequenceFlow id="a" sourceRef="s" targetRef="wait"/>
                <intermediateCatchEvent id="wait"><timerEventDefinition><timeDate>=period end(notification day("POST_INLAND", aufgegeben), "1 month", "NW") + duration("P1D")</timeDate></timerEventDefinition></intermediateCatchEvent>
                <sequenceFlow id="b" sourceRef="wait" targetRef="e"/><endEvent id="e"/>
              </process>
            </definitions>
            """;
        var process = BpmnReader.Read(Encoding.UTF8.GetBytes(Waiting), "p.bpmn").Definitions!.Executable!;
        Assert.Empty(ProcessChecks.Check(process));

        var events = ProcessEngine.Decide(process, new BundleDecisions([]), ProcessState.Initial,
            new Trigger.Start(null, FeelContext.Empty.With("aufgegeben", "2025-11-27"), "test"),
            new EngineContext(Now, Berlin, Guid.CreateVersion7, null, Office.Demonstration.Functions));

        Assert.Equal(new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.FromHours(1)), events.OfType<TimerScheduled>().Single().DueAt);
    }

    [Fact]
    public void A_name_that_begins_like_a_function_needs_no_declaration()
    {
        var model = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
              <inputData id="period" name="period"><variable name="period"/></inputData>
              <decision id="d" name="d"><informationRequirement><requiredInput href="#period"/></informationRequirement>
                <literalExpression><text>period end("2026-03-20", period)</text></literalExpression></decision>
            </definitions>
            """;
        var read = DmnReader.Read(Encoding.UTF8.GetBytes(model), "m.dmn");

        Assert.Equal((FeelValue)new DateOnly(2026, 4, 7), read.Model!.Evaluate("d", FeelContext.Empty.With("period", "P2W"), Environment()).Output);
    }

    private static FeelEnvironment Environment() => Office.Demonstration.At(Now);
}
