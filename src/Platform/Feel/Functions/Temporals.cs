using System.Globalization;
using System.Text.RegularExpressions;
using Verwaltung.Feel.Numbers;

namespace Verwaltung.Feel.Functions;

/// <summary>Dates, times and durations from text, in the formats of XML Schema with FEEL's zone names (clause 10.3.2.3).</summary>
internal static partial class Temporals
{
    /// <summary>Whatever the text is in ISO 8601: what <c>@"..."</c> means. C# null if it is none of it.</summary>
    public static FeelValue? ParseAny(string text) => (FeelValue?)ParseDate(text) ?? ParseDateTime(text) ?? ParseTime(text) ?? ParseDuration(text);

    public static FeelDate? ParseDate(string text)
    {
        if (DatePattern().Match(text) is not { Success: true } match || (match.Groups["minus"].Success && Part(match, "y") == 0)) return null;
        var day = new CivilDay(match.Groups["minus"].Success ? -Part(match, "y") : Part(match, "y"), Part(match, "m"), Part(match, "d"));
        return day.Exists ? FeelDate.Of(day) : null;
    }

    /// <summary>24:00:00 is the end of the day, written as the beginning of the next.</summary>
    public static FeelDateTime? ParseDateTime(string text)
    {
        var t = text.IndexOf('T', StringComparison.Ordinal);
        if (t <= 0 || ParseDate(text[..t]) is not { } date) return null;
        var isEnd = text.AsSpan(t + 1).StartsWith("24:00:00", StringComparison.Ordinal);
        return ParseTime(isEnd ? "00" + text[(t + 3)..] : text[(t + 1)..]) is { } time && (!isEnd || time.Nanoseconds == 0)
            ? new FeelDateTime(isEnd ? FeelDate.Of(date.Number + 1) : date, time.Nanoseconds, time.Zone)
            : null;
    }

    public static FeelTime? ParseTime(string text)
    {
        if (TimePattern().Match(text) is not { Success: true } match) return null;
        var (hour, minute, second) = (Part(match, "h"), Part(match, "m"), Part(match, "s"));
        if (hour > 23 || minute > 59 || second > 59) return null;
        var time = Of(hour, minute, second, match.Groups["f"].Value);
        var zone = match.Groups["zone"].Value;
        if (zone.Length == 0) return new FeelTime(time, null);
        return ParseZone(zone) is { } known ? new FeelTime(time, known) : null;
    }

    public static FeelValue? ParseDuration(string text)
    {
        try
        {
            return YearsMonthsPattern().Match(text) is { Success: true } months ? Months(months)
                : DaysTimePattern().Match(text) is { Success: true } days ? Span(days)
                : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>An offset of at most 18 hours; C# null if it is more.</summary>
    public static FeelZone? Offset(TimeSpan offset) => offset.Duration() <= TimeSpan.FromHours(18) ? FeelZone.Of(offset) : null;

    private static FeelZone? ParseZone(string text)
    {
        if (text == "Z") return FeelZone.Utc;
        if (text[0] == '@') return FeelZone.Named(text[1..]);
        var match = OffsetPattern().Match(text);
        var offset = new TimeSpan(Part(match, "h"), Part(match, "m"), Part(match, "s"));
        return Part(match, "h") > 14 || Part(match, "m") > 59 || Part(match, "s") > 59 ? null : Offset(text[0] == '-' ? -offset : offset);
    }

    private static long Of(int hour, int minute, int second, string fraction) =>
        ((hour * 60L + minute) * 60 + second) * 1_000_000_000 + long.Parse(fraction.PadRight(9, '0')[..9], CultureInfo.InvariantCulture);

    private static FeelYearsMonthsDuration Months(Match match)
    {
        var months = Part(match, "y") * 12L + Part(match, "m");
        return new FeelYearsMonthsDuration(match.Groups["minus"].Success ? -months : months);
    }

    private static FeelDaysTimeDuration Span(Match match)
    {
        var seconds = (Part(match, "d") * 24m + Part(match, "h")) * 3600 + Part(match, "m") * 60m
            + (match.Groups["s"].Success ? decimal.Parse(match.Groups["s"].Value, CultureInfo.InvariantCulture) : 0);
        var ticks = decimal.ToInt64(decimal.Truncate(seconds * TimeSpan.TicksPerSecond));
        return new FeelDaysTimeDuration(TimeSpan.FromTicks(match.Groups["minus"].Success ? -ticks : ticks));
    }

    private static int Part(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<minus>-)?(?<y>[0-9]{4}|[1-9][0-9]{4,8})-(?<m>[0-9]{2})-(?<d>[0-9]{2})\z")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(\.(?<f>[0-9]+))?(?<zone>Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?|@[A-Za-z0-9_+/-]+)?\z")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^[+-](?<h>[0-9]{2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2}))?\z")]
    private static partial Regex OffsetPattern();

    [GeneratedRegex(@"^(?<minus>-)?P(?=[0-9])((?<y>[0-9]+)Y)?((?<m>[0-9]+)M)?\z")]
    private static partial Regex YearsMonthsPattern();

    [GeneratedRegex(@"^(?<minus>-)?P(?=[0-9T])((?<d>[0-9]+)D)?(T(?=[0-9])((?<h>[0-9]+)H)?((?<m>[0-9]+)M)?((?<s>[0-9]+(\.[0-9]*)?)S)?)?\z")]
    private static partial Regex DaysTimePattern();
}
