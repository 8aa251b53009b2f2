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
        Assert.Equal("Process 'q' is executable, and so is 'p': put each into a file of its own.",
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
}
