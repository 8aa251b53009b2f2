using System.Globalization;
using System.Text;

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
        FeelNumber number => Number(number.Value),
        FeelString text => Quoted(text.Value),
        FeelDate date => Date(date.Value),
        FeelTime time => Time(time.Value) + time.Zone,
        FeelDateTime at => $"{Date(DateOnly.FromDateTime(at.Local))}T{Time(TimeOnly.FromDateTime(at.Local))}{at.Zone}",
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

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(TimeOnly time) => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private static string Duration(int months)
    {
        var (years, rest) = Math.DivRem(Math.Abs((long)months), 12L);
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
