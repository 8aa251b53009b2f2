namespace Verwaltung.Feel.Numbers;

/// <summary>A day of the Gregorian calendar, carried on before its beginning and beyond the year 9999. The year before 1 is 0.</summary>
internal readonly record struct CivilDay(long Year, int Month, int Day)
{
    private const long MostYear = 999_999_999;
    private const long DaysOfFourCenturies = 146_097;

    // 1 January of year 1, counted from 1 March of year 0.
    private const long Shift = 306;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public int Weekday => (int)Floor.Modulo(Number(), 7) + 1;

    public int DayOfYear => (int)(Number() - new CivilDay(Year, 1, 1).Number()) + 1;

    /// <summary>The week by ISO 8601: it belongs to the year that has its Thursday.</summary>
    public int Week
    {
        get
        {
            var week = (DayOfYear - Weekday + 10) / 7;
            return week == 0 ? new CivilDay(Year - 1, 12, 28).Week : week == 53 && Day - Weekday > 27 ? 1 : week;
        }
    }

    /// <summary>The day so many days after 1 January of year 1.</summary>
    public static CivilDay Of(long number)
    {
        // Years that begin in March have the leap day at their end; they repeat every 400 years.
        var cycle = Floor.Divide(number + Shift, DaysOfFourCenturies);
        var dayOfCycle = number + Shift - cycle * DaysOfFourCenturies;
        var yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36524 - dayOfCycle / 146096) / 365;
        var dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        var month = (5 * dayOfYear + 2) / 153;
        var day = (int)(dayOfYear - (153 * month + 2) / 5) + 1;
        return new CivilDay(cycle * 400 + yearOfCycle + (month >= 10 ? 1 : 0), (int)(month < 10 ? month + 3 : month - 9), day);
    }

    public bool IsKnown => Math.Abs(Year) <= MostYear;

    public bool Exists => IsKnown && Month is >= 1 and <= 12 && Day >= 1 && Day <= Length(Year, Month);

    /// <summary>Days since 1 January of year 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public long Number()
    {
        if (!Exists) throw new ArgumentOutOfRangeException(nameof(Day), "There is no such day.");
        var year = Month <= 2 ? Year - 1 : Year;
        var cycle = Floor.Divide(year, 400);
        var yearOfCycle = year - cycle * 400;
        var dayOfYear = (153 * (Month > 2 ? Month - 3 : Month + 9) + 2) / 5 + Day - 1;
        return cycle * DaysOfFourCenturies + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - Shift;
    }

    /// <summary>31 January and one month is the last day of February.</summary>
    public CivilDay AddMonths(long months)
    {
        var total = Year * 12 + Month - 1 + months;
        var (year, month) = (Floor.Divide(total, 12), (int)Floor.Modulo(total, 12) + 1);
        return new CivilDay(year, month, Math.Min(Day, Length(year, month)));
    }

    private static int Length(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static class Floor
    {
        public static long Divide(long a, long b) => (a - Modulo(a, b)) / b;

        public static long Modulo(long a, long b) => (a % b + b) % b;
    }
}
