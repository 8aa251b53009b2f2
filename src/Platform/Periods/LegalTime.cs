namespace Verwaltung.Periods;

/// <summary>
/// Legal time in Germany (§ 4 EinhZeitG: Central European Time and its summer time), wherever the host stands. Legal days begin and end by it.
/// </summary>
public static class LegalTime
{
    /// <summary>Europe/Berlin.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>The day that an instant lies in.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a day begins.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone), TimeSpan.Zero);
}
