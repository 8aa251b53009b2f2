using System.Globalization;
using System.Text.RegularExpressions;

namespace Verwaltung.Feel.Functions;

/// <summary>Dates, times and durations from text, in the formats of XML Schema with FEEL's zone names (clause 10.3.2.3).</summary>
internal static partial class Temporals
{
    /// <summary>Whatever the text is in ISO 8601: what <c>@"..."</c> means. C# null if it is none of it.</summary>
    public static FeelValue? ParseAny(string text) => (FeelValue?)ParseDate(text) ?? ParseDateTime(text) ?? ParseTime(text) ?? ParseDuration(text);

    public static FeelDate? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new FeelDate(date) : null;

    public static FeelDateTime? ParseDateTime(string text)
    {
        var t = text.IndexOf('T', StringComparison.Ordinal);
        return t > 0 && ParseDate(text[..t]) is { } date && ParseTime(text[(t + 1)..]) is { } time
            ? new FeelDateTime(date.Value.ToDateTime(time.Value), time.Zone)
            : null;
    }

    public static FeelTime? ParseTime(string text)
    {
        if (TimePattern().Match(text) is not { Success: true } match) return null;
        var (hour, minute, second) = (Part(match, "h"), Part(match, "m"), Part(match, "s"));
        if (hour > 23 || minute > 59 || second > 59) return null;
        var zone = match.Groups["zone"].Value;
        if (zone.Length == 0) return new FeelTime(Of(hour, minute, second, match.Groups["f"].Value));
        return ParseZone(zone) is { } known ? new FeelTime(Of(hour, minute, second, match.Groups["f"].Value), known) : null;
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

    // Fractions are kept to the tick of 100 nanoseconds.
    private static TimeOnly Of(int hour, int minute, int second, string fraction) =>
        new TimeOnly(hour, minute, second).Add(TimeSpan.FromTicks(long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture)));

    private static FeelYearsMonthsDuration Months(Match match)
    {
        var months = checked(Part(match, "y") * 12 + Part(match, "m"));
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

    [GeneratedRegex(@"^(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(\.(?<f>[0-9]+))?(?<zone>Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?|@[A-Za-z0-9_+/-]+)?\z")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^[+-](?<h>[0-9]{2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2}))?\z")]
    private static partial Regex OffsetPattern();

    [GeneratedRegex(@"^(?<minus>-)?P(?=[0-9])((?<y>[0-9]+)Y)?((?<m>[0-9]+)M)?\z")]
    private static partial Regex YearsMonthsPattern();

    [GeneratedRegex(@"^(?<minus>-)?P(?=[0-9T])((?<d>[0-9]+)D)?(T(?=[0-9])((?<h>[0-9]+)H)?((?<m>[0-9]+)M)?((?<s>[0-9]+(\.[0-9]*)?)S)?)?\z")]
    private static partial Regex DaysTimePattern();
}
