using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

/// <summary>The procedures of this repository: each folder is sound, and each of its scenarios goes as written.</summary>
public sealed class ScenarioTests
{
    private static readonly string Workflows = Path.Combine(TestDatabase.RepositoryRoot, "workflows");

    public static TheoryData<string> Procedures => [.. Directory.GetDirectories(Workflows).Select(folder => Path.GetFileName(folder)).Order()];

    public static TheoryData<string> Scenarios =>
        [.. Directory.GetDirectories(Workflows).SelectMany(ProcedureFolder.ScenarioFiles).Select(file => Path.GetRelativePath(Workflows, file)).Order()];

    [Theory, MemberData(nameof(Procedures))]
    public void A_procedure_of_the_house_has_no_finding(string procedure) =>
        Assert.Equal([], BundleReader.Read(BundleFiles.FromFolder(Path.Combine(Workflows, procedure))).Findings);

    [Theory, MemberData(nameof(Scenarios))]
    public void A_scenario_goes_its_way_and_ends_with_its_values(string scenario) =>
        Assert.Equal([], new FileChecks(new(new HashSet<string>()), () => Periods.Office.Demonstration).Check(Path.Combine(Workflows, scenario)));
}
