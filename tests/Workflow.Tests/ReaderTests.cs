using System.Text;
using Verwaltung.Feel;
using Xunit;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class ReaderTests
{
    private static BpmnReadResult Read(string text) => BpmnReader.Read(Encoding.UTF8.GetBytes(text), "test.bpmn");

    [Theory]
    [InlineData("", "bpmn.xml")]
    [InlineData("no xml", "bpmn.xml")]
    [InlineData("<a><b></a>", "bpmn.xml")]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "bpmn.xml")]
    [InlineData("<other/>", "bpmn.root")]
    public void What_is_no_BPMN_is_refused_with_one_finding(string text, string code)
    {
        var read = Read(text);
        Assert.Null(read.Definitions);
        Assert.Equal(code, Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void Elements_nested_without_end_are_refused() =>
        Assert.Equal("bpmn.xml", Assert.Single(Read(string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000))).Findings).Code);

    [Fact]
    public void The_executable_process_is_chosen_and_pools_without_process_are_left_out()
    {
        var read = Read(Document($"""
            <bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/><bpmn:participant id="box" name="Kfz-Zulassung"/></bpmn:collaboration>
            <bpmn:process id="drawn" isExecutable="false"/>
            <bpmn:process id="p" isExecutable="true">{Start()}{End()}<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/></bpmn:process>
            """));
        Assert.Empty(read.Findings);
        Assert.Equal("p", read.Definitions?.Executable?.Id);
    }

    [Fact]
    public void Two_executable_processes_are_refused_by_name() =>
        Assert.Equal("Process 'q' is executable, and so is 'p', which does not call it: put each into a file of its own.",
            Assert.Single(Read(Document("<bpmn:process id='p' isExecutable='true'/><bpmn:process id='q' isExecutable='true'/>")).Findings).Message);

    [Fact]
    public void A_drawing_without_an_executable_process_is_refused() =>
        Assert.Equal("bpmn.no-executable-process", Assert.Single(Read(Document("<bpmn:process id='p'/>")).Findings).Code);

    [Fact]
    public void Older_encodings_are_read()
    {
        var text = Process("<bpmn:startEvent id='s' name='Größe'/>" + End(), "s -> e").Replace("UTF-8", "windows-1252", StringComparison.Ordinal);
        Assert.Equal("Größe", BpmnReader.Read(Encoding.Latin1.GetBytes(text), "old.bpmn").Definitions!.Executable!.Elements["s"].Name);
    }

    [Fact]
    public void Every_element_knows_its_place()
    {
        var process = Read("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
              <process id="p" isExecutable="true">
                <startEvent id="s"/>
            """ + "\n    <sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"s\"/></process></definitions>").Definitions!.Executable!;
        Assert.Equal((new Position(2, 4), new Position(3, 6), new Position(4, 6)), (process.Position, process.Elements["s"].Position, process.Flows["f"].Position));
    }

    [Fact]
    public void A_task_without_assignment_goes_to_the_team_of_its_innermost_lane()
    {
        var lanes = """
            <bpmn:laneSet id="ls"><bpmn:lane id="l1" name="Bürgerdienste"><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>b</bpmn:flowNodeRef><bpmn:flowNodeRef>sub</bpmn:flowNodeRef>
              <bpmn:childLaneSet id="cs"><bpmn:lane id="l2" name="33/5"><bpmn:flowNodeRef>b</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>
            """;
        var read = Read(Process(
            lanes + Start() + UserTask("a") + UserTask("b") + UserTask("c", "<zeebe:assignmentDefinition assignee='ada'/>") + SubProcess("sub", Start("is") + UserTask("d") + End("ie"), "is -> d -> ie") + UserTask("out") + End(),
            "s -> a -> b -> c -> sub -> out -> e")).Definitions!.Executable!;
        string? Team(string task) => ((UserTask)read.Elements[task]).CandidateGroups?.Source;
        Assert.Equal(("Bürgerdienste", "33/5", null, "Bürgerdienste", null), (Team("a"), Team("b"), Team("c"), Team("d"), Team("out")));
        Assert.Equal(["l1", "l2"], read.Lanes.Select(lane => lane.Id));
    }

    [Fact]
    public void Of_several_pools_the_executable_one_is_run_and_the_others_are_read()
    {
        var read = Read(Document($"""
            <bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="citizen"/><bpmn:participant id="p2" processRef="p"/>
              <bpmn:messageFlow id="mf" sourceRef="ask" targetRef="s"/></bpmn:collaboration>
            <bpmn:process id="citizen"><bpmn:task id="ask" name="Antrag stellen"/></bpmn:process>
            <bpmn:process id="p" isExecutable="true">{Start()}{End()}<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/></bpmn:process>
            """));
        Assert.Empty(read.Findings);
        Assert.Equal(("p", "citizen", "Antrag stellen"), (read.Definitions!.Executable!.Id, read.Definitions.Processes[0].Id, read.Definitions.Processes[0].Elements["ask"].Name));
        Assert.Empty(ProcessChecks.Check(read.Definitions.Executable!));
    }

    [Fact]
    public void A_process_that_another_calls_is_joined_with_it()
    {
        var read = Read(With(Process(Start() + Call("c", "q") + End(), "s -> c -> e"), Called("q", Start("qs") + End("qe"), "qs -> qe")));
        Assert.Empty(read.Findings);
        Assert.Equal(["s", "c", "e", "qs", "qe"], read.Definitions!.Executable!.Nodes.Select(node => node.Id));
        Assert.Equal(["q"], read.Definitions.Executable.CalledProcesses.Keys);
    }

    [Fact]
    public void An_id_of_two_processes_is_refused() => Assert.Equal("The id 's' is used in two processes of the file.",
        Assert.Single(Read(With(Process(Start() + Call("c", "q") + End(), "s -> c -> e"), Called("q", Start() + End("qe"), "s -> qe"))).Findings).Message);

    [Fact]
    public void Data_objects_are_read_and_their_references_held_against_them()
    {
        var process = Read(Process(
            Start() + "<bpmn:dataObject id='d' name='Antrag' isCollection='true'/><bpmn:dataObjectReference id='r' dataObjectRef='d'/><bpmn:dataObjectReference id='lost' dataObjectRef='gone'/>" + End(), "s -> e")).Definitions!.Executable!;
        Assert.Equal([new DataObject("d", "Antrag", true, "p")], process.DataObjects);
        Assert.Equal("'lost' refers to the data object 'gone', which is not in the process.", Assert.Single(ProcessChecks.Check(process)).Message);
    }
}
