using System.Globalization;
using Verwaltung.Periods;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>Legal days as the city counts them, in the way people write them.</summary>
internal static class Days
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Berlin).DateTime);

    public static string German(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static string AsShown(DateOnly day, string language) => language == "de" ? German(day) : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string AsTyped(DateOnly day, string language) => day.ToString(language == "de" ? "dd.MM.yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The last day of a period of two weeks that begins with a day's event.</summary>
    public static DateOnly FortnightFrom(DateOnly day) => new Deadlines(Office.Demonstration.WorkingDays).Compute(day, new Period(Days: 14)).LastDay;

    /// <summary>The day after the three months in which nobody may sue for failure to act (§ 75 VwGO).</summary>
    public static DateOnly ActionFrom(DateOnly received) => Inaction.After(received, Office.Demonstration.WorkingDays).ActionFrom;

    /// <summary>The last day of the month in which one may sue (§ 74 VwGO, §§ 187, 188, 193 BGB).</summary>
    public static DateOnly RemedyEnd(DateOnly notified) => new Deadlines(Office.Demonstration.WorkingDays).Compute(notified, Period.OneMonth).LastDay;
}
