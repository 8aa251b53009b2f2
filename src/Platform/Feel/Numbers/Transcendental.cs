using System.Numerics;

namespace Verwaltung.Feel.Numbers;

/// <summary>
/// Roots, powers, exponential and logarithm of decimal128, calculated with more digits than are kept: whole numbers as multiples of
/// ten to the minus eighty. The last of 34 digits may be off by one where the exact result lies next to a half.
/// </summary>
internal static class Transcendental
{
    /// <summary>Steps of an evaluation that one of these is worth.</summary>
    public const int Cost = 50;

    private const int Places = 80;
    private const int WorkingDigits = 50;
    private static readonly BigInteger One = Powers.Ten(Places);
    private static readonly BigInteger LnTen = 3 * 2 * ArTanh(One / 3) + 2 * ArTanh(One / 9);

    /// <exception cref="OverflowException">The number is negative.</exception>
    public static Decimal128 SquareRoot(Decimal128 value)
    {
        if (value.Coefficient.Sign < 0) throw new OverflowException("Expected a number that is not negative.");
        var shift = Math.Max(0, 2 * (Decimal128.Digits + 2) - Powers.Length(value.Coefficient));
        if (((value.Exponent - shift) & 1) != 0) shift++;
        var square = value.Coefficient * Powers.Ten(shift);
        var root = Root(square);
        // A further digit says whether the root goes on.
        return Decimal128.Of(root * 10 + (root * root == square ? 0 : 1), (value.Exponent - shift) / 2 - 1);
    }

    /// <exception cref="OverflowException">The result is beyond decimal128, or no real number.</exception>
    /// <exception cref="DivideByZeroException">Zero to a negative power.</exception>
    public static Decimal128 Power(Decimal128 @base, Decimal128 exponent)
    {
        if (exponent.Coefficient.IsZero) return Decimal128.Of(1, 0);
        if (@base.Coefficient.IsZero) return exponent.Coefficient.Sign > 0 ? Decimal128.Zero : throw new DivideByZeroException();
        if (exponent.Exponent >= 0 && exponent.Nearest() is >= -1_000_000_000 and <= 1_000_000_000 and var whole) return WholePower(@base, (int)whole);
        var magnitude = Exp(Multiply(Ln(@base with { Coefficient = BigInteger.Abs(@base.Coefficient) }), exponent));
        if (@base.Coefficient.Sign > 0) return magnitude;
        return exponent.Exponent < 0 ? throw new OverflowException("Expected a real result.")
            : exponent.Exponent > 0 || exponent.Coefficient.IsEven ? magnitude : magnitude.Negated();
    }

    /// <exception cref="OverflowException">The result is beyond decimal128.</exception>
    public static Decimal128 Exp(Decimal128 value) => Exp(Fixed(value));

    /// <exception cref="OverflowException">The number is zero or negative.</exception>
    public static Decimal128 Log(Decimal128 value) => Decimal128.Of(Ln(value), -Places);

    private static Decimal128 WholePower(Decimal128 @base, int exponent)
    {
        var (coefficient, power) = (BigInteger.One, 0L);
        var (factor, factorPower) = (@base.Coefficient, (long)@base.Exponent);
        for (var left = Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) == 1) (coefficient, power) = Shorter(coefficient * factor, power + factorPower);
            if (left > 1) (factor, factorPower) = Shorter(factor * factor, factorPower * 2);
        }

        if (exponent > 0) return Decimal128.Of(coefficient, power);
        var shift = Powers.Length(coefficient) + WorkingDigits;
        return Decimal128.Of(Powers.Ten(shift) / coefficient, -power - shift);
    }

    private static (BigInteger, long) Shorter(BigInteger coefficient, long power)
    {
        var drop = Math.Max(0, Powers.Length(coefficient) - WorkingDigits);
        return (drop == 0 ? coefficient : Powers.Shorten(coefficient, drop, Rounding.HalfEven), power + drop);
    }

    // e^x = 10^n * e^r with r of at most half of ln 10; e^r by its series for r / 1024, squared ten times.
    private static Decimal128 Exp(BigInteger value)
    {
        if (BigInteger.Abs(value) > 15_000 * One) return value.Sign < 0 ? Decimal128.Zero : throw new OverflowException("Expected a smaller exponent.");
        var tens = BigInteger.Divide(2 * value + value.Sign * LnTen, 2 * LnTen);
        var small = (value - tens * LnTen) / 1024;
        var (sum, term) = (One, One);
        for (var i = 1; !term.IsZero; i++)
        {
            term = term * small / (One * i);
            sum += term;
        }

        for (var i = 0; i < 10; i++) sum = sum * sum / One;
        return Decimal128.Of(sum, (long)tens - Places);
    }

    // ln(m * 10^k) = k ln 10 + ln m with m from 1 to 10; ln m by its series for the thirty-second root.
    private static BigInteger Ln(Decimal128 value)
    {
        if (value.Coefficient.Sign <= 0) throw new OverflowException("Expected a number above zero.");
        var length = Powers.Length(value.Coefficient);
        var mantissa = value.Coefficient * Powers.Ten(Places - length + 1);
        for (var i = 0; i < 5; i++) mantissa = Root(mantissa * One);
        return (value.Exponent + length - 1) * LnTen + 64 * ArTanh((mantissa - One) * One / (mantissa + One));
    }

    private static BigInteger ArTanh(BigInteger value)
    {
        var (sum, power, square) = (value, value, value * value / One);
        for (var i = 3; !power.IsZero; i += 2)
        {
            power = power * square / One;
            sum += power / i;
        }

        return sum;
    }

    private static BigInteger Multiply(BigInteger fixedPoint, Decimal128 factor) =>
        factor.Exponent < 0 ? fixedPoint * factor.Coefficient / Powers.Ten(-factor.Exponent)
        : Powers.Length(factor.Coefficient) + factor.Exponent > 200 ? fixedPoint * factor.Coefficient.Sign * Powers.Ten(200)
        : fixedPoint * factor.Coefficient * Powers.Ten(factor.Exponent);

    private static BigInteger Fixed(Decimal128 value) => Multiply(One, value);

    // Newton's steps from above the root, until they no longer fall.
    private static BigInteger Root(BigInteger square)
    {
        if (square.IsZero) return square;
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while ((root + square / root) / 2 is var next && next < root) root = next;
        return root;
    }
}
