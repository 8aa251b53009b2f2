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
            have to be run; drawing (lanes, data objects, annotations, groups) and the extensions of other tools say nothing about running.

            | Element | Clause | What is meant |
            |---|---|---|

            """);
        foreach (var line in Executors.All) text.Append("| ").Append(line.Element).Append(" | ").Append(line.Clause).Append(" | ").Append(line.Notes).AppendLine(" |");
        return text.AppendLine("""

            Extension elements: `zeebe:ioMapping`, `zeebe:assignmentDefinition`, `zeebe:taskSchedule`, `zeebe:formDefinition`, `zeebe:taskDefinition`,
            `zeebe:taskHeaders`, `zeebe:calledDecision`, `zeebe:script`, `zeebe:subscription`, `zeebe:properties`, `zeebe:userTask`. An expression has a leading `=`
            and is FEEL; without it a text is itself. Extensions of Camunda 7, Operaton, Activiti and Flowable are refused where they would have to be run, with
            what to write instead.

            Not run, among others: inclusive, event-based and complex gateways; call activities, event sub-processes, transactions, ad-hoc sub-processes;
            multi-instance and loops; send, receive, manual and abstract tasks; signal, escalation, conditional, link, cancel and compensation events; message
            throw and message end events; cron expressions.
            """).ToString().ReplaceLineEndings("\n");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Verwaltung.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
