using Verwaltung.Feel;
using Verwaltung.Testing;
using Verwaltung.Workflow;

namespace Verwaltung.Payments.Tests;

/// <summary>A process that waits for its fee with this module's jobs and message: it rests, reminds, and closes.</summary>
public sealed class PaymentProcessTests
{
    private const string Case = "0193a3f0-0009-7000-8000-000000000001";

    [Fact]
    public void A_paid_case_goes_on() => Assert.Equal("ausgestellt", EndOf(Waiting().MessageCame("bezahlt", Case, Payment("bezahlt", isPaid: true))));

    [Fact]
    public void A_fee_of_nothing_is_not_waited_for() => Assert.Equal("ausgestellt", EndOf(Requested().JobCompleted("anfordern", Payment("nicht-noetig", isPaid: true))));

    [Fact]
    public void An_unpaid_case_is_reminded_and_goes_on_when_it_is_paid_then() => Assert.Equal(
        "ausgestellt",
        EndOf(Waiting().TimerFired("faellig").JobCompleted("erinnern", Payment("offen", isPaid: false)).MessageCame("bezahlt", Case, Payment("bezahlt", isPaid: true))));

    [Fact]
    public void A_case_that_stays_unpaid_is_closed() => Assert.Equal(
        "geschlossen",
        EndOf(Waiting().TimerFired("faellig").JobCompleted("erinnern", Payment("offen", isPaid: false)).TimerFired("schluss").JobCompleted("abbrechen", Payment("storniert", isPaid: false))));

    [Fact]
    public void Who_paid_in_the_last_moment_is_not_closed() => Assert.Equal(
        "ausgestellt",
        EndOf(Waiting().TimerFired("faellig").JobCompleted("erinnern", Payment("offen", isPaid: false)).TimerFired("schluss").JobCompleted("abbrechen", Payment("bezahlt", isPaid: true))));

    private static ProcessScenario Requested() => ProcessScenario
        .Given(File.ReadAllBytes(Path.Combine(TestDatabase.RepositoryRoot, "tests", "Payments.Tests", "payment.bpmn")), "payment.bpmn")
        .Started(FeelContext.Empty.With("fall", FeelContext.Empty.With("id", Case)));

    private static ProcessScenario Waiting() => Requested().JobCompleted("anfordern", Payment("offen", isPaid: false));

    private static FeelContext Payment(string state, bool isPaid) =>
        FeelContext.Empty.With("zahlung", FeelContext.Empty.With("stand", state).With("bezahlt", isPaid));

    /// <summary>The end that the process came to; nothing waits any more.</summary>
    private static string EndOf(ProcessScenario scenario)
    {
        Assert.Equal(ProcessStatus.Completed, scenario.State.Status);
        return scenario.Events.OfType<ElementCompleted>().Select(e => e.ElementId).Last(id => id is "ausgestellt" or "geschlossen");
    }
}
