using Verwaltung.Workflow.Decisions.Tck;
using Xunit;

namespace Verwaltung.Workflow.Tests.Decisions;

/// <summary>
/// The DMN Technology Compatibility Kit, where it lies beside the repository. What does not pass yet is named in
/// <c>tck-not-yet.txt</c>: the test fails when a case fails that is not named there, and when a named one passes.
/// </summary>
public sealed class TckTests
{
    [Fact]
    public void All_cases_of_level_2_pass() => Assert.Empty(Failures("compliance-level-2").Select(failure => $"{failure.Name}: {failure.Failure}"));

    [Fact]
    public void Cases_of_level_3_fail_only_where_they_are_named()
    {
        var failures = Failures("compliance-level-3").Select(failure => failure.Name).Order(StringComparer.Ordinal);

        Assert.Equal(NotYet().Order(StringComparer.Ordinal), failures);
    }

    private static IEnumerable<TestOutcome> Failures(string level) =>
        DecisionTests.Outcomes([Kit(level)]).Where(outcome => outcome.Failure is not null);

    private static string Kit(string level)
    {
        var kit = Path.Combine(Repository().Parent!.FullName, "shared", "testdata", "dmn-tck", "TestCases", level);
        Assert.SkipUnless(Directory.Exists(kit), "The DMN TCK is not there: ../shared/testdata/dmn-tck beside the repository.");
        return kit;
    }

    private static IEnumerable<string> NotYet() =>
        File.ReadLines(Path.Combine(Repository().FullName, "tests", "Workflow.Tests", "Decisions", "tck-not-yet.txt")).Where(line => line.Length > 0 && line[0] != '#');

    private static DirectoryInfo Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Verwaltung.sln"))) folder = folder.Parent!;
        return folder;
    }
}
