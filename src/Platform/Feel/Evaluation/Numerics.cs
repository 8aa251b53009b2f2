namespace Verwaltung.Feel.Evaluation;

/// <summary>Calculations that System.Decimal does not bring along. Powers of whole numbers and roots are exact to its last digit.</summary>
internal static class Numerics
{
    /// <exception cref="OverflowException">The result is too large or no real number.</exception>
    public static decimal Power(decimal @base, decimal exponent)
    {
        if (!decimal.IsInteger(exponent) || Math.Abs(exponent) > 10_000) return FromDouble(Math.Pow((double)@base, (double)exponent));
        var power = WholePower(@base, (int)Math.Abs(exponent));
        return exponent < 0 ? 1 / power : power;
    }

    /// <summary>The square root by Newton's steps from the machine's estimate.</summary>
    public static decimal SquareRoot(decimal value)
    {
        if (value == 0) return 0;
        var root = (decimal)Math.Sqrt((double)value);
        for (var step = 0; step < 3; step++) root = (root + value / root) / 2;
        return root;
    }

    /// <exception cref="OverflowException">The value is too large, or not a number.</exception>
    public static decimal FromDouble(double value) =>
        double.IsFinite(value) ? (decimal)value : throw new OverflowException("Expected a finite number.");

    /// <summary>Rounds to a number of decimal places; a negative scale rounds before the point.</summary>
    public static decimal Round(decimal value, decimal scale, Func<decimal, decimal> toWhole)
    {
        if (scale >= 28) return value;
        if (scale <= -29) return 0;
        var factor = WholePower(10, (int)Math.Abs(scale));
        if (scale < 0) return toWhole(value / factor) * factor;
        var whole = decimal.Truncate(value);
        return whole + toWhole((value - whole) * factor) / factor;
    }

    private static decimal WholePower(decimal @base, int exponent)
    {
        var result = 1m;
        for (var factor = @base; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result *= factor;
            if (exponent > 1) factor *= factor;
        }

        return result;
    }
}
