using System.Text;
using Xunit;

namespace Verwaltung.Workflow.Tests;

/// <summary>docs/supported-bpmn.md is printed from the registry of executors; this test says when it is out of date.</summary>
public sealed class SupportedBpmnTests
{
    [Fact]
    public void The_page_says_what_the_registry_says()
    {
        var page = Path.Combine(Repository(), "docs", "supported-bpmn.md");
        var text = Page();
        if (!File.Exists(page) || File.ReadAllText(page).ReplaceLineEndings("\n") != text)
        {
            File.WriteAllText(page.Replace(".md", ".received.md", StringComparison.Ordinal), text);
            Assert.Fail("docs/supported-bpmn.md is out of date: review supported-bpmn.received.md beside it and rename it.");
        }
    }

    private static string Page()
    {
        var text = new StringBuilder("""
            # What of BPMN 2.0 runs

            Printed from the registry of executors (`src/Platform/Workflow/Execution/Executors.cs`); a test compares the two. Everything that is not in this
            table is read, kept in the model and refused by `verwaltung check` and at deployment, by element, place and reason. Nothing is ignored that would
            have to be run; drawing (annotations, groups, plain data associations) and the extensions of other tools say nothing about running.

            | Element | Clause | What is meant |
            |---|---|---|

            """);
        foreach (var line in Executors.All) text.Append("| ").Append(line.Element).Append(" | ").Append(line.Clause).Append(" | ").Append(line.Notes).AppendLine(" |");
        text.AppendLine("""

            Any activity may be a multi-instance one (clauses 10.3.8 and 13.3.7): parallel or sequential, by `zeebe:loopCharacteristics` or `loopCardinality`, with a
            completion condition and collected outputs. Boundary events sit on all runs together; each run has its item and `loopCounter` to itself.

            Extension elements: `zeebe:ioMapping`, `zeebe:assignmentDefinition`, `zeebe:taskSchedule`, `zeebe:formDefinition`, `zeebe:taskDefinition`,
            `zeebe:taskHeaders`, `zeebe:calledDecision`, `zeebe:calledElement`, `zeebe:script`, `zeebe:subscription`, `zeebe:loopCharacteristics`, `zeebe:properties`,
            `zeebe:userTask`. An expression has a leading `=` and is FEEL; without it a text is itself. Extensions of Camunda 7, Operaton, Activiti and Flowable are
            refused where they would have to be run, with what to write instead.

            - **Lanes.** A user task that says nothing about who does it goes to the candidate group with the name of its innermost lane.
            - **Pools.** Of a collaboration the executable process is run; those of other pools are read and not run. A file may have several executable processes
              if one of them calls the others.
            - **Calls.** A call activity finds its process among the executable ones of the same file. The called process has values of its own.
            - **Data objects.** They name values that elements share and hold none themselves: values are those of the scope, moved by mappings.
            - **Signals** are heard within the case; from outside they come one case at a time.
            - **Compensation** undoes one after the other, the last first. A sub-process without a handler is undone from inside; what runs several times, and called
              processes, only in themselves.

            ## What is read and refused

            | Element | Why |
            |---|---|
            """);
        foreach (var (element, reason) in NotRun.Reasons) text.Append("| `").Append(element).Append("` | ").Append(reason).AppendLine(" |");
        return text.AppendLine("""

            Besides: start events of embedded sub-processes with a trigger, compensation start events, conditions on flows that leave no gateway, events with several
            definitions, parallel or instantiating event-based gateways, cron expressions.
            """).ToString().ReplaceLineEndings("\n");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Verwaltung.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
