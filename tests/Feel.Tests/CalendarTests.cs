using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Verwaltung.Feel.Tests;

/// <summary>Dates reach from year -999,999,999 to 999,999,999, times to the nanosecond.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("date(\"999999999-12-31\")", "999999999-12-31")]
    [InlineData("date(-999999999, 1, 1)", "-999999999-01-01")]
    [InlineData("date(\"9999-12-31\") + duration(\"P1D\")", "10000-01-01")]
    [InlineData("date(\"0001-01-01\") - duration(\"P1D\")", "0000-12-31")]
    [InlineData("date(\"-0001-02-28\") + duration(\"P1M\")", "-0001-03-28")]
    [InlineData("date(\"-0004-02-29\") + duration(\"P1Y\")", "-0003-02-28")]
    [InlineData("@\"-2021-01-01T10:10:10@Australia/Melbourne\" + @\"PT24H\"", "-2021-01-02T10:10:10@Australia/Melbourne")]
    [InlineData("@\"12026-11-22T10:00:00+01:00\" - @\"12026-11-21T08:00:00Z\"", "P1DT1H")]
    [InlineData("@\"2026-12-31T24:00:00\"", "2027-01-01T00:00:00")]
    [InlineData("time(\"10:15:30.123456789\")", "10:15:30.123456789")]
    [InlineData("@\"2026-01-01T00:00:00.000000001\" < @\"2026-01-01T00:00:00.000000002\"", "true")]
    [InlineData("date(\"-2016-01-30\").weekday", "1")]
    [InlineData("date(\"2400-02-29\").weekday = date(\"-2000-02-29\").weekday", "true")]
    [InlineData("date(\"12026-11-22\").year", "12026")]
    [InlineData("day of year(date(\"-0004-12-31\"))", "366")]
    [InlineData("week of year(date(\"2020-12-31\"))", "53")]
    [InlineData("week of year(date(\"2021-01-03\"))", "53")]
    [InlineData("week of year(date(\"2024-12-30\"))", "1")]
    [InlineData("years and months duration(date(\"-2016-01-30\"), date(\"-2017-02-28\"))", "-P11M")]
    [InlineData("@\"2026-10-25T02:30:00@Europe/Berlin\" + @\"PT1H\"", "2026-10-25T03:30:00@Europe/Berlin")]
    [InlineData("@\"2026-03-28T12:00:00@Europe/Berlin\" + @\"P1D\"", "2026-03-29T13:00:00@Europe/Berlin")]
    public void The_calendar_goes_on_in_both_directions(string text, string expected) => Assert.Equal(expected, Evaluate.Value(text).ToString());

    [Theory]
    [InlineData("date(\"999999999-12-31\") + duration(\"P1D\")")]
    [InlineData("date(\"1000000000-01-01\")")]
    [InlineData("date(\"02026-01-01\")")]
    [InlineData("date(\"-0000-01-01\")")]
    [InlineData("date(\"2025-02-29\")")]
    [InlineData("date(2026, 13, 1)")]
    [InlineData("time(\"24:00:00\")")]
    [InlineData("date and time(\"2026-01-01T24:00:01\")")]
    [InlineData("date(\"999999999-12-31\") - date(\"-999999999-01-01\")")]
    [InlineData("count(for d in date(\"0001-01-01\")..date(\"999999999-01-01\") return d)")]
    public void What_is_no_date_is_null(string text) => Assert.Equal(FeelValue.Null, Evaluate.Value(text));

    [Fact]
    public void A_day_beyond_dotnet_is_shown_to_it_as_the_last_one()
    {
        var date = Assert.IsType<FeelDate>(Evaluate.Value("date(\"12026-11-22\")"));

        Assert.Equal(DateOnly.MaxValue, date.Value);
        Assert.Equal(DateTimeOffset.MaxValue.Year, Assert.IsType<FeelDateTime>(Evaluate.Value("@\"12026-11-22T10:00:00\"")).ToInstant(Evaluate.Berlin).Year);
        Assert.Equal(DateTimeOffset.MinValue, new FeelDateTime(DateTime.MinValue).ToInstant(Evaluate.Berlin));
    }

    [Fact]
    public void Within_its_years_the_calendar_is_that_of_dotnet() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll((from number in Gen.Choose(0, DateOnly.MaxValue.DayNumber) from months in Gen.Choose(-600, 600) select (number, months)).ToArbitrary(), pair =>
        {
            var day = DateOnly.FromDayNumber(pair.number);
            var text = $"date({day.Year}, {day.Month}, {day.Day})";
            return Evaluate.Value(text) == new FeelDate(day)
                && Evaluate.Value($"week of year({text})") == System.Globalization.ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))
                && Evaluate.Value($"day of week({text})") == day.DayOfWeek.ToString() && Evaluate.Value($"day of year({text})") == day.DayOfYear
                && (day.Year is < 60 or > 9940 || Evaluate.Value($"{text} + duration(\"{(pair.months < 0 ? "-" : "")}P{Math.Abs(pair.months)}M\")") == new FeelDate(day.AddMonths(pair.months)));
        }));
}
