using Verwaltung.Feel;

namespace Verwaltung.Periods.Tests;

public sealed class PeriodFunctionsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("POST_INLAND", "2025-01-07", "2025-01-11", "2025-02-11")]
    [InlineData("POST_INLAND", "2025-01-27", "2025-01-31", "2025-02-28")]
    [InlineData("POST_INLAND", "2025-04-15", "2025-04-19", "2025-05-19")]
    [InlineData("POST_INLAND", "2025-05-27", "2025-05-31", "2025-06-30")]
    [InlineData("POST_INLAND", "2025-11-27", "2025-12-01", "2026-01-02")]
    [InlineData("OZG_POSTFACH", "2025-12-19", "2025-12-23", "2026-01-23")]
    [InlineData("POST_INLAND", "2026-03-31", "2026-04-04", "2026-05-04")]
    [InlineData("OZG_POSTFACH", "2026-10-27", "2026-10-31", "2026-11-30")]
    [InlineData("POST_INLAND", "2026-11-20", "2026-11-24", "2026-12-24")]
    [InlineData("OEFFENTLICH", "2026-05-08", "2026-05-22", "2026-06-22")]
    public void A_notice_is_notified_and_its_month_ends(string rule, string day, string notified, string end)
    {
        Assert.Equal(notified, Text($"notification day(\"{rule}\", \"{day}\")"));
        Assert.Equal(end, Text($"period end(notification day(\"{rule}\", date(\"{day}\"), \"NW\"), \"1 month\", \"NW\")"));
    }

    [Theory]
    [InlineData("period end(notification day(\"ABRUF_41_2A\", \"2026-01-27\", \"NW\", {retrieved: \"2026-01-27\"}), duration(\"P1M\"))", "2026-03-02")]
    [InlineData("period end(\"2026-03-12\", \"2 weeks\")", "2026-03-26")]
    [InlineData("period end(\"2026-03-20\", \"P2W\")", "2026-04-07")]
    [InlineData("period end(\"2026-03-20\", duration(\"P14D\"))", "2026-04-07")]
    [InlineData("period end(\"2026-02-13\", \"3 months\")", "2026-05-13")]
    [InlineData("period end(\"2025-11-30\", \"3 months\")", "2026-03-02")]
    [InlineData("period end(\"2025-11-30\", \"3 months\", \"NW\", {roll over: \"appointment\"})", "2026-02-28")]
    [InlineData("period end(notification day(\"POST_INLAND\", \"2026-03-30\"), \"2 weeks\")", "2026-04-17")]
    [InlineData("period end(\"2025-12-31\", \"1 year\")", "2026-12-31")]
    [InlineData("period end(start: \"2026-03-01\", period: \"P1M\", options: {starts with: \"day\", roll over: \"fixed day\"})", "2026-03-31")]
    [InlineData("substring after(period details(\"2026-12-26\", \"P3M\", null, {law: \"VwGO\"}).reasons[-1], \"2027 \")", "(§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO).")]
    [InlineData("period end(\"2026-08-31\", \"P6M\", null, {starts with: \"day\", roll over: \"benefit period\"})", "2027-02-28")]
    [InlineData("notification day(\"POST_INLAND\", \"2025-01-07\", \"NW\", {law: \"AO\"})", "2025-01-13")]
    [InlineData("notification day(\"POST_INLAND\", \"2025-01-07\", \"NW\", {received: \"2025-01-15\"})", "2025-01-15")]
    [InlineData("notification day(\"ABRUF_41_2A\", \"2026-11-20\")", "null")]
    [InlineData("notification details(\"ABRUF_41_2A\", \"2026-11-20\").status", "pending")]
    [InlineData("notification details(\"ABRUF_41_2A\", \"2026-11-02\").status", "failed")]
    [InlineData("notification details(\"POST_INLAND\", \"2025-01-07\").fiction day", "2025-01-11")]
    [InlineData("count(period details(\"2026-03-20\", \"P2W\").reasons) > 3", "true")]
    [InlineData("period details(\"2026-03-20\", \"P2W\").before roll over", "2026-04-03")]
    [InlineData("is working day(\"2026-11-01\", \"NW\")", "false")]
    [InlineData("is working day(\"2026-10-31\", \"SH\")", "false")]
    [InlineData("is working day(\"2026-12-24\")", "true")]
    [InlineData("is working day(date(\"2026-06-04\"), \"BE\")", "true")]
    [InlineData("is working day(now())", "true")]
    [InlineData("add working days(\"2026-11-20\", 3)", "2026-11-25")]
    [InlineData("add working days(\"2026-11-23\", -1)", "2026-11-20")]
    [InlineData("add working days(today(), 0)", "2026-11-23")]
    [InlineData("roll to working day(\"2026-12-25\")", "2026-12-28")]
    [InlineData("working days until(\"2026-12-23\", \"2026-12-28\")", "2")]
    [InlineData("working days until(\"2026-12-28\", \"2026-12-23\")", "-2")]
    [InlineData("holiday name(\"2026-06-04\")", "Fronleichnam")]
    [InlineData("holiday name(\"2026-06-04\", \"BE\")", "null")]
    [InlineData("count(holidays(2026))", "11")]
    [InlineData("holidays(2026, \"BE\")[date = @\"2026-03-08\"].name", "[\"Internationaler Frauentag\"]")]
    public void Days_are_calculated_as_the_law_has_it(string expression, string expected) => Assert.Equal(expected, Text(expression));

    [Theory]
    [InlineData("is working day(\"2026-01-01\", \"XX\")", "is working day(): \"XX\" is not one of the Laender ")]
    [InlineData("is working day(\"1.1.2026\")", "is working day(): Expected a date but found \"1.1.2026\".")]
    [InlineData("is working day(\"2026-01-06\", \"BY\")", "is working day(): The holidays of BY in 2026 are not known")]
    [InlineData("add working days(today(), 1e30)", "add working days(): Expected a whole number of at most 20000")]
    [InlineData("working days until(\"2026-01-01\", \"9999-01-01\")", "working days until(): 2026-01-01 and 9999-01-01 lie more than 20000 days apart.")]
    [InlineData("period end(today(), \"bald\")", "period end(): 'bald' is not a period")]
    [InlineData("period end(today(), duration(\"PT5H\"))", "period end(): PT5H is not a period")]
    [InlineData("period end(today(), \"P1M\", \"NW\", {rollover: \"no\"})", "period end(): 'rollover' is not one of ")]
    [InlineData("notification day(\"PIGEON\", today())", "notification day(): 'PIGEON' is not one of the rules ")]
    [InlineData("notification day(\"POST_INLAND\", \"2020-01-01\")", "notification day(): Days of notification are computed from 2025-01-01 on")]
    public void What_cannot_be_calculated_is_null_and_says_why(string expression, string reason)
    {
        var environment = Environment();

        Assert.Equal(FeelValue.Null, FeelExpression.Parse(expression).Evaluate(FeelContext.Empty, environment));
        Assert.StartsWith(reason, Assert.Single(environment.Warnings), StringComparison.Ordinal);
    }

    private static string Text(string expression)
    {
        var environment = Environment();
        var value = FeelExpression.Parse(expression).Evaluate(FeelContext.Empty, environment);
        Assert.Empty(environment.Warnings);
        return value is FeelString text ? text.Value : value.ToString();
    }

    private static FeelEnvironment Environment() => new(Now, Berlin, PeriodFunctions.For(Land.NW));
}
