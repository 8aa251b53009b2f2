using System.Globalization;
using System.Text.RegularExpressions;

namespace Verwaltung.Periods;

/// <summary>
/// The length of a legal period in years, months, weeks and days. Where units are mixed, days are counted last (§ 189(2) BGB).
/// A quarter is three months, half a year six months, half a month fifteen days (§ 189(1) BGB).
/// </summary>
/// <remarks>Each part is 0 to 9999; <see cref="TryParse"/> yields no empty period.</remarks>
public readonly partial record struct Period(int Years = 0, int Months = 0, int Weeks = 0, int Days = 0)
{
    private const int MaxPart = 9999;

    /// <summary>§ 74(1) VwGO and § 70(1) VwGO: one month.</summary>
    public static Period OneMonth => new(Months: 1);

    /// <summary>§ 58(2) VwGO, when the remedy instruction is missing or wrong: one year.</summary>
    public static Period OneYear => new(Years: 1);

    /// <summary>The length in days when a period need not run without a break: a month has 30 days, a year 365 (§ 191 BGB).</summary>
    public int NonContinuousDays => checked((Years * 365) + (Months * 30) + (Weeks * 7) + Days);

    internal int TotalMonths => (Years * 12) + Months;

    internal int TotalDays => (Weeks * 7) + Days;

    /// <summary>
    /// Reads <c>P1M</c>, <c>P2W</c>, <c>1 month</c>, <c>14 days</c>, <c>1 Monat</c>, <c>2 Wochen</c>, <c>half a month</c>, <c>1 Monat 15 Tage</c>.
    /// </summary>
    /// <exception cref="FormatException">The text is no period; the message quotes it.</exception>
    public static Period Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is not a period such as '1 month', 'P1M' or '14 days'.");

    /// <summary>As <see cref="Parse"/>, without an exception. A period of length zero or with a part above 9999 is refused.</summary>
    public static bool TryParse(string text, out Period period)
    {
        ArgumentNullException.ThrowIfNull(text);
        period = ParseIso(text.Trim()) ?? ParseWords(text.Trim()) ?? default;
        return period != default;
    }

    /// <summary>The ISO 8601 form, such as <c>P1M</c> or <c>P1M15D</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"P{Part(Years, "Y")}{Part(Months, "M")}{Part(Weeks, "W")}{Part(Days, "D")}");

    /// <summary>The length in words: "1 Monat 15 Tage", "2 weeks".</summary>
    public string InWords(CultureInfo culture)
    {
        (int Amount, string Unit)[] parts = [(Years, "year"), (Months, "month"), (Weeks, "week"), (Days, "day")];
        return string.Join(' ', parts.Where(p => p.Amount > 0)
            .Select(p => string.Format(culture, Sentences.Text($"unit.{p.Unit}.{(p.Amount == 1 ? "one" : "many")}", culture), p.Amount)));
    }

    private static string Part(int amount, string unit) => amount == 0 ? "" : amount.ToString(CultureInfo.InvariantCulture) + unit;

    private static Period? ParseIso(string text) =>
        IsoForm().Match(text) is { Success: true } match
        && Number(match.Groups["y"]) is { } years && Number(match.Groups["m"]) is { } months
        && Number(match.Groups["w"]) is { } weeks && Number(match.Groups["d"]) is { } days
            ? new(years, months, weeks, days)
            : null;

    private static Period? ParseWords(string text)
    {
        if (WordForm().Match(text) is not { Success: true } match)
            return null;
        Period? sum = default(Period);
        for (var i = 0; i < match.Groups["unit"].Captures.Count; i++)
            sum = sum?.Plus(match.Groups["amount"].Captures[i].Value, match.Groups["unit"].Captures[i].Value.ToUpperInvariant());
        return sum;
    }

    private Period? Plus(string amount, string unit)
    {
        if (!int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return PlusHalf(unit);
        return number > MaxPart ? null : unit[0] switch
        {
            'Y' or 'J' => this with { Years = Years + number },
            'Q' => this with { Months = Months + (3 * number) },
            'M' => this with { Months = Months + number },
            'W' => this with { Weeks = Weeks + number },
            _ => this with { Days = Days + number },
        };
    }

    private Period? PlusHalf(string unit) => unit[0] switch
    {
        'Y' or 'J' => this with { Months = Months + 6 },
        'M' => this with { Days = Days + 15 },
        _ => null,
    };

    private static int? Number(Group group) =>
        !group.Success ? 0
        : int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxPart ? number
        : null;

    [GeneratedRegex(@"^P(?=.)(?:(?<y>[0-9]+)Y)?(?:(?<m>[0-9]+)M)?(?:(?<w>[0-9]+)W)?(?:(?<d>[0-9]+)D)?$")]
    private static partial Regex IsoForm();

    [GeneratedRegex(
        @"^(?:(?<amount>[0-9]+|half\s+an?|halbe[rs]?|(?:ein|einem|einer)\s+halbe[rsn]?)\s*"
        + @"(?<unit>years?|jahre?n?|quarters?|quartale?n?|months?|monate?n?|weeks?|wochen?|days?|tage?n?)(?:\s+(?=\S)|$))+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WordForm();
}
