using System.Globalization;
using System.Numerics;

namespace Verwaltung.Feel.Numbers;

/// <summary>
/// A number of IEEE 754-2008 decimal128, which DMN 1.5 (clause 10.3.2.3.1) makes the meaning of FEEL's numbers: at most 34 digits
/// times a power of ten, results rounded half to even. Without infinities and NaN: FEEL has null. Canonical: no trailing zeros.
/// </summary>
/// <param name="Coefficient">The digits with their sign; not divisible by ten, or zero.</param>
/// <param name="Exponent">The power of ten; 0 for zero.</param>
internal sealed record Decimal128(BigInteger Coefficient, int Exponent)
{
    public const int Digits = 34;
    private const int LargestExponent = 6144;
    private const int LeastExponent = -6176;

    public static Decimal128 Zero { get; } = new(BigInteger.Zero, 0);

    /// <summary>The number nearest to <paramref name="coefficient"/> times ten to the <paramref name="exponent"/>.</summary>
    /// <exception cref="OverflowException">It is beyond 9.99E+6144.</exception>
    public static Decimal128 Of(BigInteger coefficient, long exponent)
    {
        if (coefficient.IsZero) return Zero;
        var drop = Math.Max(Powers.Length(coefficient) - Digits, LeastExponent - exponent);
        if (drop > 0) (coefficient, exponent) = (Powers.Shorten(coefficient, drop, Rounding.HalfEven), exponent + drop);
        if (coefficient.IsZero) return Zero;
        (coefficient, exponent) = WithoutTrailingZeros(coefficient, exponent);
        return Powers.Length(coefficient) - 1 + exponent <= LargestExponent
            ? new Decimal128(coefficient, (int)exponent)
            : throw new OverflowException("Expected a number of decimal128 but found one beyond its range.");
    }

    public static Decimal128 Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return Of(value < 0 ? -coefficient : coefficient, -value.Scale);
    }

    /// <summary>The value as System.Decimal, C# null if it does not hold it exactly.</summary>
    public decimal? AsDecimal()
    {
        if (Exponent is < -28 or > 28) return null;
        var whole = Exponent > 0 ? Coefficient * Powers.Ten(Exponent) : Coefficient;
        return BigInteger.Abs(whole) <= MostOfDecimal ? Exponent < 0 ? Divided((decimal)whole, -Exponent) : (decimal)whole : null;
    }

    /// <summary>The nearest System.Decimal; beyond its range the nearest end.</summary>
    public decimal Nearest()
    {
        if (AsDecimal() is { } exact) return exact;
        if (Powers.Length(Coefficient) + Exponent > 29) return Coefficient.Sign < 0 ? decimal.MinValue : decimal.MaxValue;
        var places = Math.Max(0, Math.Min(28, 28 - Powers.Length(Coefficient) - Exponent));
        var rounded = Quantized(places, Rounding.HalfEven);
        return rounded.AsDecimal() ?? (Coefficient.Sign < 0 ? decimal.MinValue : decimal.MaxValue);
    }

    /// <summary>Rounded to that many places after the point; a negative count rounds before it.</summary>
    public Decimal128 Quantized(int places, Rounding rounding) =>
        Exponent >= -(long)places ? this : Of(Powers.Shorten(Coefficient, -(long)places - Exponent, rounding), -(long)places);

    public static Decimal128 Add(Decimal128 a, Decimal128 b)
    {
        (a, b) = (a.Above(b), b.Above(a));
        var exponent = Math.Min(a.Exponent, b.Exponent);
        return Of(a.At(exponent) + b.At(exponent), exponent);
    }

    public static Decimal128 Multiply(Decimal128 a, Decimal128 b) => Of(a.Coefficient * b.Coefficient, (long)a.Exponent + b.Exponent);

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Decimal128 Divide(Decimal128 a, Decimal128 b)
    {
        // Two digits more than are kept, and one that says whether anything follows: so the rounding is that of the exact quotient.
        var shift = Math.Max(0, Digits + 2 + Powers.Length(b.Coefficient) - Powers.Length(a.Coefficient));
        var quotient = BigInteger.DivRem(a.Coefficient * Powers.Ten(shift), b.Coefficient, out var rest);
        return Of(quotient * 10 + (rest.IsZero ? 0 : a.Coefficient.Sign * b.Coefficient.Sign), (long)a.Exponent - b.Exponent - shift - 1);
    }

    /// <summary>What is left of <paramref name="a"/> after whole steps of <paramref name="b"/>, with the sign of b.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Decimal128 Modulo(Decimal128 a, Decimal128 b)
    {
        var exponent = Math.Min(a.Exponent, b.Exponent);
        var (dividend, divisor) = (a.At(exponent), b.At(exponent));
        var rest = BigInteger.Remainder(dividend, divisor);
        return Of(!rest.IsZero && rest.Sign != divisor.Sign ? rest + divisor : rest, exponent);
    }

    public Decimal128 Negated() => new(-Coefficient, Exponent);

    public int CompareTo(Decimal128 other)
    {
        if (Coefficient.Sign != other.Coefficient.Sign) return Coefficient.Sign.CompareTo(other.Coefficient.Sign);
        var magnitude = (Powers.Length(Coefficient) + Exponent).CompareTo(Powers.Length(other.Coefficient) + other.Exponent);
        if (magnitude != 0) return magnitude * Coefficient.Sign;
        var exponent = Math.Min(Exponent, other.Exponent);
        return At(exponent).CompareTo(other.At(exponent));
    }

    /// <summary>The number of a numeric literal, with or without sign, fraction and exponent; C# null if the text is none, is too large or too long.</summary>
    public static Decimal128? Parse(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = 0;
        if (mantissa.Length > 10_000 || (mark >= 0 && !int.TryParse(text.AsSpan(mark + 1), Style, CultureInfo.InvariantCulture, out exponent))) return null;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (!BigInteger.TryParse(point < 0 ? mantissa : mantissa.Remove(point, 1), Style, CultureInfo.InvariantCulture, out var digits)) return null;
        try
        {
            return Of(digits, (long)exponent - (point < 0 ? 0 : mantissa.Length - point - 1));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Digits with a point while all of them lie near it, else as in 1.5E+300.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = Coefficient.Sign < 0 ? "-" : "";
        var magnitude = digits.Length - 1 + Exponent;
        return sign + (magnitude is < -Digits or >= Digits ? Scientific(digits, magnitude)
            : Exponent >= 0 ? digits + new string('0', Exponent)
            : magnitude < 0 ? $"0.{new string('0', -magnitude - 1)}{digits}"
            : $"{digits[..(magnitude + 1)]}.{digits[(magnitude + 1)..]}");
    }

    private static readonly BigInteger MostOfDecimal = new(decimal.MaxValue);

    private static string Scientific(string digits, int magnitude) =>
        string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits.AsSpan(1)}E{magnitude:+0;-0}");

    private static decimal Divided(decimal whole, int places)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(whole, bits);
        return new decimal(bits[0], bits[1], bits[2], whole < 0, (byte)places);
    }

    private static (BigInteger, long) WithoutTrailingZeros(BigInteger coefficient, long exponent)
    {
        while (BigInteger.DivRem(coefficient, 10, out var digit) is var shorter && digit.IsZero) (coefficient, exponent) = (shorter, exponent + 1);
        return (coefficient, exponent);
    }

    // What lies far below the last digit of a sum only tells to which side it is rounded: a single digit there says as much.
    private Decimal128 Above(Decimal128 other) =>
        !Coefficient.IsZero && !other.Coefficient.IsZero && other.Exponent - Exponent - Powers.Length(Coefficient) > Digits * 2
            ? new Decimal128(Coefficient.Sign, other.Exponent - Digits * 2)
            : this;

    private BigInteger At(int exponent) => Exponent == exponent ? Coefficient : Coefficient * Powers.Ten(Exponent - exponent);
}
