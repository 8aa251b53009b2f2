using System.Globalization;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>When a timer is due, and how often again. <paramref name="Remaining"/> null is without end.</summary>
internal readonly record struct TimerPlan(DateTimeOffset DueAt, int? Remaining, string? Interval)
{
    /// <summary>Works out a timer's value; null when it is no date, duration or repetition.</summary>
    internal static TimerPlan? Of(TimerKind kind, FeelValue value, DateTimeOffset now, TimeZoneInfo zone) => kind switch
    {
        TimerKind.Date => Instants.From(value, zone) is { } due ? new(due, 0, null) : null,
        TimerKind.Duration => IsoDuration.From(value) is { } duration ? new(duration.AddTo(now, zone), 0, null) : null,
        _ => value is FeelString text ? OfCycle(text.Value, now, zone) : null,
    };

    /// <summary>The next run of a repetition, counted from when this one was due so that it does not drift; null when it was the last.</summary>
    internal static TimerPlan? After(TimerScheduled timer, TimeZoneInfo zone) =>
        timer.Interval is null || timer.Remaining == 0 || IsoDuration.Parse(timer.Interval) is not { } interval
            ? null
            : new(interval.AddTo(timer.DueAt, zone), timer.Remaining - 1, timer.Interval);

    /// <summary>ISO 8601 repetition: <c>R3/PT1H</c>, <c>R/P1D</c> without end, <c>R3/2026-01-01T00:00:00Z/PT1H</c> from an instant on.</summary>
    private static TimerPlan? OfCycle(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (text.Split('/') is not [['R', ..], ..] parts || parts.Length is < 2 or > 3) return null;
        if (Repetitions(parts[0]) is not { Known: true } times || IsoDuration.Parse(parts[^1]) is not { IsPositive: true } interval) return null;
        var first = parts.Length == 2 ? interval.AddTo(now, zone) : Instants.From(new FeelString(parts[1]), zone);
        return first is null ? null : new(first.Value, times.Count - 1, parts[^1]);
    }

    private static (bool Known, int? Count) Repetitions(string text) =>
        text.Length == 1 ? (true, null)
        : int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? (true, count)
        : (false, null);
}

/// <summary>Instants out of FEEL values and ISO 8601 texts.</summary>
internal static class Instants
{
    /// <summary>A date begins at midnight; what has no zone is local to <paramref name="zone"/>. Null when the value is no date.</summary>
    internal static DateTimeOffset? From(FeelValue value, TimeZoneInfo zone) => value switch
    {
        FeelDateTime at => at.ToInstant(zone),
        FeelDate date => new FeelDateTime(date.Value.ToDateTime(TimeOnly.MinValue)).ToInstant(zone),
        FeelString text => Parse(text.Value, zone),
        _ => null,
    };

    private static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return From(new FeelDate(date), zone);
        if (text.Length < 16 || text[10] != 'T') return null;
        if (text.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket) return Named(text[..bracket], text[(bracket + 1)..^1], zone);
        if (text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at) return Named(text[..at], text[(at + 1)..], zone);
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read)) return null;
        return read.Kind == DateTimeKind.Unspecified
            ? new FeelDateTime(read).ToInstant(zone)
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None).ToUniversalTime();
    }

    /// <summary>A text with the zone's name behind it, in brackets (Zeebe) or after an @ (FEEL).</summary>
    private static DateTimeOffset? Named(string text, string name, TimeZoneInfo zone) =>
        !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var named) ? null
        : Parse(text, text.EndsWith('Z') || text.LastIndexOf('+') > 10 ? zone : named);
}
