using Verwaltung.Feel;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class ScenarioTests
{
    private static readonly string Workflows = Path.Combine(TestDatabase.RepositoryRoot, "workflows");

    public static TheoryData<string> Procedures => [.. Directory.GetDirectories(Workflows).Select(folder => Path.GetFileName(folder)).Order()];

    public static TheoryData<string> Scenarios =>
        [.. Directory.GetFiles(Workflows, "*.yaml", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios")
            .Select(file => Path.GetRelativePath(Workflows, file)).Order()];

    [Theory, MemberData(nameof(Procedures))]
    public void A_procedure_of_the_house_has_no_finding(string procedure) =>
        Assert.Equal([], BundleReader.Read(BundleFiles.FromFolder(Path.Combine(Workflows, procedure))).Findings);

    [Theory, MemberData(nameof(Scenarios))]
    public void A_scenario_goes_its_way_and_ends_with_its_values(string path)
    {
        var scenario = Scenario.Read(Path.Combine(Workflows, path));
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(Path.Combine(Workflows, path)))!;
        var bundle = BundleReader.Read(BundleFiles.FromFolder(folder)).Bundle!;

        var transcript = ProcessPlay.Run(bundle.Process, bundle.Decisions, scenario.Application, scenario.Start, new PlayOptions { Values = scenario.Steps });

        Assert.Equal([], transcript.Entries.Where(entry => entry.Kind == "incident").Select(entry => entry.Text));
        Assert.Equal(scenario.Way, transcript.Entries.Where(entry => entry.Kind is "task-completed" or "job-completed" or "message-received").Select(entry => entry.ElementId!));
        Assert.Equal(
            scenario.Values.Select(value => (value.Key, value.Value)),
            scenario.Values.Select(value => (value.Key, transcript.End.Values.GetPath(value.Key).ToPlain())));
        Assert.Equal(ProcessStatus.Completed, transcript.End.Status);
    }
}
