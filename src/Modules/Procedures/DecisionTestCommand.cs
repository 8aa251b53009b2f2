using System.CommandLine;
using Verwaltung.Periods;
using Verwaltung.Workflow.Decisions.Tck;

namespace Verwaltung.Procedures;

/// <summary><c>verwaltung decision test PATH...</c>: runs test files in the format of the DMN Technology Compatibility Kit.</summary>
internal static class DecisionTestCommand
{
    public static Command Create(Func<Office> office)
    {
        var paths = CommandUsage.Paths("Test files (.xml) or folders that contain them, each beside the model it names.");
        var test = new Command("test", "Runs test files in the format of the DMN TCK and closes with 'N passed, N failed'.") { paths };
        test.SetAction(parsed => Run(parsed.GetValue(paths) ?? [], office, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return new Command("decision", "Commands for decisions (DMN).") { test };
    }

    private static int Run(string[] paths, Func<Office> office, TextWriter output, TextWriter error)
    {
        if (CommandUsage.Fault("decision test tests/fee-test-01.xml", paths) is { } fault)
        {
            error.WriteLine(fault);
            return CommandUsage.WrongUsage;
        }

        return DecisionTests.Run(paths, output, office().Functions).Failed == 0 ? CommandUsage.NothingWrong : CommandUsage.Findings;
    }
}
