using System.Globalization;
using System.Text.RegularExpressions;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// An ISO 8601 duration as timers use it. Months and days are those of the calendar in the engine's zone, so that
/// <c>P1D</c> over a change of summer time keeps the time of day; hours and less are exact. At most a thousand years.
/// </summary>
internal readonly partial record struct IsoDuration(int Months, int Days, TimeSpan Time)
{
    private const int MostMonths = 12 * 1000;
    private const int MostDays = 366 * 1000;

    internal bool IsPositive => Months >= 0 && Days >= 0 && Time >= TimeSpan.Zero && this != default;

    /// <summary>The duration of a FEEL value: one of its two kinds of duration, or a text. Null for anything else.</summary>
    internal static IsoDuration? From(FeelValue value) => value switch
    {
        FeelDaysTimeDuration span when Math.Abs(span.Value.TotalDays) <= MostDays =>
            new(0, span.Value.Days, span.Value - TimeSpan.FromDays(span.Value.Days)),
        FeelYearsMonthsDuration span when Math.Abs(span.Months) <= MostMonths => new((int)span.Months, 0, TimeSpan.Zero),
        FeelString text => Parse(text.Value),
        _ => null,
    };

    /// <summary>Reads <c>P1Y2M3W4DT5H6M7S</c>, any part of it; null when it is something else or too long.</summary>
    internal static IsoDuration? Parse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match) return null;
        var months = Part(match, "years") * 12 + Part(match, "months");
        var days = Part(match, "weeks") * 7 + Part(match, "days");
        var seconds = Part(match, "hours") * 3600 + Part(match, "minutes") * 60 + Part(match, "seconds");
        return months > MostMonths || days > MostDays || seconds > MostDays * 86_400m
            ? null
            : new((int)months, (int)days, TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)));
    }

    /// <summary>The instant this much later. A local time that does not exist is taken an hour later.</summary>
    internal DateTimeOffset AddTo(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (Months == 0 && Days == 0) return at + Time;
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime.AddMonths(Months).AddDays(Days);
        return new FeelDateTime(local).ToInstant(zone) + Time;
    }

    private static decimal Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? decimal.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    // Nine digits a part keep the arithmetic above far from its limits.
    [GeneratedRegex(
        @"^P(?=[\dT])(?:(?<years>\d{1,9})Y)?(?:(?<months>\d{1,9})M)?(?:(?<weeks>\d{1,9})W)?(?:(?<days>\d{1,9})D)?"
        + @"(?:T(?=\d)(?:(?<hours>\d{1,9})H)?(?:(?<minutes>\d{1,9})M)?(?:(?<seconds>\d{1,9}(?:\.\d{1,7})?)S)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
