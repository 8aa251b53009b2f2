using System.Globalization;
using System.Text;
using Verwaltung.Feel.Numbers;

namespace Verwaltung.Feel;

/// <summary>Values as text: what <c>string()</c> answers (clause 10.3.4.1) and what JSON carries for dates, times and durations.</summary>
internal static class FeelText
{
    /// <summary>The text of a value on its own: a string is itself.</summary>
    internal static string Of(FeelValue value) => value is FeelString text ? text.Value : Nested(value);

    /// <summary>The text of a value inside another: a string stands in quotes.</summary>
    internal static string Nested(FeelValue value) => value switch
    {
        FeelNull => "null",
        FeelBoolean boolean => boolean.Value ? "true" : "false",
        FeelNumber number => number.IsDecimal ? Number(number.Value) : number.Wide.ToString(),
        FeelString text => Quoted(text.Value),
        FeelDate date => Date(date.Civil),
        FeelTime time => Time(time.Nanoseconds) + time.Zone,
        FeelDateTime at => $"{Date(at.Date.Civil)}T{Time(at.Nanoseconds)}{at.Zone}",
        FeelDaysTimeDuration duration => Duration(duration.Value),
        FeelYearsMonthsDuration duration => Duration(duration.Months),
        FeelList list => $"[{string.Join(", ", list.Items.Select(Nested))}]",
        FeelContext context => $"{{{string.Join(", ", context.Select(entry => $"{Key(entry.Key)}: {Nested(entry.Value)}"))}}}",
        FeelRange range => Range(range),
        FeelFunction function => $"function {function.Name}",
        _ => throw new InvalidOperationException($"Expected a FEEL value but found {value.GetType().Name}."),
    };

    internal static string Number(decimal value) => value.ToString("0.#############################", CultureInfo.InvariantCulture);

    internal static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Key(string name) => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ') ? name : Quoted(name);

    private static string Date(CivilDay day) =>
        string.Create(CultureInfo.InvariantCulture, $"{(day.Year < 0 ? "-" : "")}{Math.Abs(day.Year):0000}-{day.Month:00}-{day.Day:00}");

    private static string Time(long nanoseconds)
    {
        var (seconds, fraction) = Math.DivRem(nanoseconds, 1_000_000_000);
        var whole = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? whole : $"{whole}.{fraction.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    private static string Duration(long months)
    {
        var (years, rest) = Math.DivRem(Math.Abs(months), 12L);
        var text = (years, rest) switch { (0, _) => $"{rest}M", (_, 0) => $"{years}Y", _ => $"{years}Y{rest}M" };
        return (months < 0 ? "-P" : "P") + text;
    }

    private static string Duration(TimeSpan span)
    {
        if (span == TimeSpan.Zero) return "PT0S";
        var text = new StringBuilder(span < TimeSpan.Zero ? "-P" : "P");
        if (span.Days != 0) text.Append(Math.Abs(span.Days)).Append('D');
        if (span.Ticks % TimeSpan.TicksPerDay != 0) text.Append('T');
        if (span.Hours != 0) text.Append(Math.Abs(span.Hours)).Append('H');
        if (span.Minutes != 0) text.Append(Math.Abs(span.Minutes)).Append('M');
        var seconds = Math.Abs(span.Ticks % TimeSpan.TicksPerMinute) / (decimal)TimeSpan.TicksPerSecond;
        if (seconds != 0) text.Append(Number(seconds)).Append('S');
        return text.ToString();
    }

    private static string Range(FeelRange range) => range switch
    {
        { IsPoint: true } => $"= {Nested(range.Low)}",
        { Low: FeelNull, High: not FeelNull } => $"{(range.HighIncluded ? "<=" : "<")} {Nested(range.High)}",
        { High: FeelNull, Low: not FeelNull } => $"{(range.LowIncluded ? ">=" : ">")} {Nested(range.Low)}",
        _ => $"{(range.LowIncluded ? '[' : '(')}{Nested(range.Low)}..{Nested(range.High)}{(range.HighIncluded ? ']' : ')')}",
    };
}
