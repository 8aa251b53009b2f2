using Verwaltung.Feel;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class SecondPermitTests
{
    private static readonly string Procedure = Path.Combine(TestDatabase.RepositoryRoot, "workflows", "resident-parking-permit");

    [Fact]
    public void A_grant_that_the_register_refuses_is_paid_back_and_searched_again_and_comes_to_the_clerk()
    {
        var bundle = BundleReader.Read(BundleFiles.FromFolder(Procedure)).Bundle!;
        const string Granted = "bewilligung-im-postfach.yaml";
        var scenario = ScenarioReader.Read(File.ReadAllBytes(Path.Combine(Procedure, "scenarios", Granted)), Granted).Scenario!;
        var granted = ProcessPlay.Run(
            bundle.Process, bundle.Decisions, scenario.Application, scenario.Start,
            new PlayOptions { Values = scenario.Steps, Leave = ["ausweis-eintragen"] }).End;

        var refused = Do(bundle, scenario, granted, new Trigger.ThrowJobError(Job(granted, "ausweis-eintragen"), "SCHON_EIN_AUSWEIS", "Another case was faster."));
        var found = FeelContext.Empty.With("ausweis", FeelContext.Empty
            .With("vorhanden", true).With("nummer", "GU-2026-00416").With("zone", "Gutenbergstraße").With("bis", "2027-11-30"));
        var refunded = Do(bundle, scenario, refused, new Trigger.CompleteJob(Job(refused, "zahlung-erstatten"), FeelContext.Empty, "register:kasse"));
        var decided = Do(bundle, scenario, refunded, new Trigger.CompleteJob(Job(refunded, "ausweis-suchen"), found, "register:ausweise"));

        Assert.Equal(["antrag-entscheiden"], decided.OpenTasks.Values.Select(task => task.ElementId));
        Assert.Equal((FeelValue)"nicht-erfuellt", decided.Values.GetPath("pruefung.ergebnis"));
        Assert.Contains(
            "Für die Person gilt bereits der Ausweis Nr. GU-2026-00416 für die Zone Gutenbergstraße bis zum 30.11.2027.",
            ((FeelList)decided.Values.GetPath("pruefung.gruende")).Items.Select(reason => ((FeelString)((FeelContext)reason).Get("text")).Value));
    }

    private static Guid Job(ProcessState state, string element) => Assert.Single(state.OpenJobs.Values, job => job.ElementId == element).Job;

    private static ProcessState Do(Bundle bundle, Scenario scenario, ProcessState state, Trigger trigger)
    {
        var context = new EngineContext(scenario.Start, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), Guid.CreateVersion7, null);
        return ProcessEngine.Decide(bundle.Process, bundle.Decisions, state, trigger, context).Aggregate(state, ProcessEngine.Evolve);
    }
}
