using System.Globalization;

namespace Verwaltung.Payments;

/// <summary>
/// The reference of a payment: two digits of the year, a running number of at least seven digits, and a check digit by Luhn
/// (ISO/IEC 7812-1, annex B), which finds every single wrong digit and nearly all swapped neighbours. Example: <c>2600004176</c>.
/// Digits only, so that it passes every bank's form and is read out on the phone.
/// </summary>
internal static class Kassenzeichen
{
    public static string Of(int year, long number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{year % 100:00}{number:0000000}");
        return body + CheckDigit(body);
    }

    /// <summary>Whether the text can be a Kassenzeichen, blanks aside: what a slip of the finger would make of one cannot.</summary>
    public static bool IsWellFormed(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal) is { Length: >= 10 and <= 20 } digits
            && digits.All(char.IsAsciiDigit)
            && CheckDigit(digits[..^1]) == digits[^1];

    /// <summary>In groups, as people read and type it: <c>260 0004 176</c>.</summary>
    public static string Grouped(string kassenzeichen) => $"{kassenzeichen[..3]} {kassenzeichen[3..^3]} {kassenzeichen[^3..]}";

    private static char CheckDigit(string body)
    {
        var sum = body.Reverse().Select((digit, place) => Weighed(digit - '0', place % 2 == 0)).Sum();
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private static int Weighed(int digit, bool isDoubled) => isDoubled ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
}
