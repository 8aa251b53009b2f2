namespace Verwaltung.Outcomes.Tests;

public sealed class OutcomeTests
{
    private sealed record Lent(string To) : Refusal("library.lent", $"{To} has the book.");

    [Fact]
    public void A_result_is_an_outcome()
    {
        Outcome<string> outcome = "Faust";
        Assert.Equal(new Outcome<string>("Faust", null), outcome);
    }

    [Fact]
    public void A_refusal_is_an_outcome_of_every_type()
    {
        Outcome<int> outcome = new Lent("Leyla");
        Assert.Equal(new Outcome<int>(0, new Lent("Leyla")), outcome);
    }

    [Fact]
    public void Who_hands_it_on_need_not_know_the_type_of_the_result()
    {
        IOutcome[] outcomes = [new Outcome<int>(3, null), new Outcome<Done>(null, new Lent("Karl"))];
        Assert.Equal([(3, null), (null, new Lent("Karl"))], outcomes.Select(outcome => (outcome.Value, outcome.Why)));
    }
}
