namespace Verwaltung.Periods;

/// <summary>The date of Easter in the Gregorian calendar.</summary>
public static class Easter
{
    /// <summary>Easter Sunday of a year from 1583 on (the Gregorian computus in the form of Meeus, Jones and Butcher).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year lies before the Gregorian calendar or after 9999.</exception>
    public static DateOnly Sunday(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1583);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - correction + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(epact + weekday - (7 * late) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
