using System.Globalization;
using Verwaltung.Feel.Numbers;

namespace Verwaltung.Feel;

/// <summary>
/// A number (clause 10.3.2.3.1) of decimal128: 34 digits, magnitudes to 10^6144. Calculated as System.Decimal where that is exact,
/// else by <see cref="Decimal128"/>; the one or the other never shows in a result.
/// </summary>
public sealed record FeelNumber : FeelValue
{
    private readonly decimal _small;
    private readonly Decimal128? _wide;

    public FeelNumber(decimal value) => _small = value;

    private FeelNumber(Decimal128 wide) => (_small, _wide) = (wide.Nearest(), wide);

    /// <summary>
    /// The value as System.Decimal: exact where <see cref="IsDecimal"/> says so, else rounded to 28 digits; beyond its range the nearest end.
    /// </summary>
    public decimal Value => _small;

    /// <summary>Whether System.Decimal holds the number exactly.</summary>
    public bool IsDecimal => _wide is null;

    internal override string Kind => "number";

    internal bool IsInteger => _wide is null ? decimal.IsInteger(_small) : _wide.Exponent >= 0;

    internal int Sign => _wide is null ? Math.Sign(_small) : _wide.Coefficient.Sign;

    internal Decimal128 Wide => _wide ?? Decimal128.Of(_small);

    /// <summary>The number of a numeric literal such as <c>1.5</c> or <c>-2E+300</c>; C# null if the text is none or is beyond decimal128.</summary>
    public static FeelNumber? Parse(string text) => Decimal128.Parse(text) is { } wide ? Of(wide) : null;

    /// <summary>The number with a format of System.Decimal in a culture; what System.Decimal cannot hold as FEEL writes it.</summary>
    public string Text(string format, CultureInfo culture) => IsDecimal ? _small.ToString(format, culture) : _wide!.ToString();

    internal static FeelNumber Of(Decimal128 wide) => wide.AsDecimal() is { } small ? new FeelNumber(small) : new FeelNumber(wide);

    /// <exception cref="OverflowException">The result is beyond decimal128. So for every operation.</exception>
    public static FeelNumber operator +(FeelNumber a, FeelNumber b) => Sum(a, b) ?? Of(Decimal128.Add(a.Wide, b.Wide));

    public static FeelNumber operator -(FeelNumber a, FeelNumber b) => a + -b;

    public static FeelNumber operator -(FeelNumber a) => a._wide is null ? new FeelNumber(-a._small) : new FeelNumber(a._wide.Negated());

    public static FeelNumber operator *(FeelNumber a, FeelNumber b) => Product(a, b) ?? Of(Decimal128.Multiply(a.Wide, b.Wide));

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static FeelNumber operator /(FeelNumber a, FeelNumber b) => Quotient(a, b) ?? Of(Decimal128.Divide(a.Wide, b.Wide));

    /// <summary>The rest with the sign of the divisor.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static FeelNumber operator %(FeelNumber a, FeelNumber b) => Of(Decimal128.Modulo(a.Wide, b.Wide));

    internal int CompareTo(FeelNumber other) => IsDecimal && other.IsDecimal ? _small.CompareTo(other._small) : Wide.CompareTo(other.Wide);

    public bool Equals(FeelNumber? other) => other is not null && _wide == other._wide && _small == other._small;

    public override int GetHashCode() => _small.GetHashCode();

    // System.Decimal rounds without a word. It did not where the result has every decimal place that it should have.
    private static FeelNumber? Sum(FeelNumber a, FeelNumber b)
    {
        if (!a.IsDecimal || !b.IsDecimal || !IsModest(a._small) || !IsModest(b._small)) return null;
        var sum = a._small + b._small;
        return sum.Scale == Math.Max(a._small.Scale, b._small.Scale) ? new FeelNumber(sum) : null;
    }

    private static FeelNumber? Product(FeelNumber a, FeelNumber b)
    {
        if (!a.IsDecimal || !b.IsDecimal || Math.Abs((double)a._small * (double)b._small) > 1e28) return null;
        var product = a._small * b._small;
        return product.Scale == a._small.Scale + b._small.Scale ? new FeelNumber(product) : null;
    }

    private static FeelNumber? Quotient(FeelNumber a, FeelNumber b)
    {
        if (!a.IsDecimal || !b.IsDecimal || b.Sign == 0 || Math.Abs((double)a._small / (double)b._small) > 1e27) return null;
        var quotient = new FeelNumber(a._small / b._small);
        return Product(quotient, b) is { } back && back._small == a._small ? quotient : null;
    }

    private static bool IsModest(decimal value) => value is > -10_000_000_000_000_000_000_000_000_000m and < 10_000_000_000_000_000_000_000_000_000m;
}
