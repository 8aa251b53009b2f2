using Verwaltung.Feel;

namespace Verwaltung.Periods.Tests;

public sealed class OfficeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Land.NW, true)]
    [InlineData(Land.BE, false)] // International Women's Day
    public void An_office_s_expressions_know_the_holidays_of_its_Land(Land land, bool isWorkingDay) =>
        Assert.Equal((FeelValue)isWorkingDay, Evaluate("is working day(\"2027-03-08\")", new("Stadt Irgendwo", land, "10/1")));

    [Fact]
    public void An_office_s_days_begin_by_legal_time() => Assert.Equal((FeelValue)new DateOnly(2026, 11, 24), Evaluate("today()", Office.Demonstration));

    [Fact]
    public void Each_evaluation_has_an_environment_of_its_own() => Assert.NotSame(Office.Demonstration.At(Now), Office.Demonstration.At(Now));

    private static FeelValue Evaluate(string expression, Office office) => FeelExpression.Parse(expression).Evaluate(FeelContext.Empty, office.At(Now));
}
