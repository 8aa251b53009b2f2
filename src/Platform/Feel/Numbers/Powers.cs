using System.Numerics;

namespace Verwaltung.Feel.Numbers;

/// <summary>How digits are dropped. The names say what happens to the magnitude, but Floor and Ceiling to the value.</summary>
internal enum Rounding { HalfEven, HalfUp, HalfDown, Up, Down, Floor, Ceiling }

/// <summary>Powers of ten, and what counts and drops digits by them.</summary>
internal static class Powers
{
    private static readonly BigInteger[] Small = [.. Enumerable.Range(0, 128).Select(power => BigInteger.Pow(10, power))];

    public static BigInteger Ten(int power) => power < Small.Length ? Small[power] : BigInteger.Pow(10, power);

    /// <summary>How many digits the number has; zero has one.</summary>
    public static int Length(BigInteger number)
    {
        number = BigInteger.Abs(number);
        // Bits times log10(2) is at most one short.
        var least = (int)((number.GetBitLength() - 1) * 0.30102999566398119521);
        return number >= Ten(Math.Max(0, least)) ? number >= Ten(least + 1) ? least + 2 : least + 1 : Math.Max(1, least);
    }

    /// <summary>The number without its last digits.</summary>
    public static BigInteger Shorten(BigInteger number, long digits, Rounding rounding)
    {
        // What is dropped whole rounds like one digit in the last place but one.
        if (digits > Length(number) + 1) (number, digits) = (number.Sign, 2);
        var power = Ten((int)digits);
        var shorter = BigInteger.DivRem(number, power, out var rest);
        return rest.IsZero || !AwayFromZero(rounding, shorter, number.Sign, (BigInteger.Abs(rest) * 2).CompareTo(power)) ? shorter : shorter + number.Sign;
    }

    private static bool AwayFromZero(Rounding rounding, BigInteger shorter, int sign, int half) => rounding switch
    {
        Rounding.HalfEven => half > 0 || (half == 0 && !shorter.IsEven),
        Rounding.HalfUp => half >= 0,
        Rounding.HalfDown => half > 0,
        Rounding.Up => true,
        Rounding.Down => false,
        Rounding.Floor => sign < 0,
        _ => sign > 0,
    };
}
