using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Verwaltung.Feel.Tests;

/// <summary>Numbers are those of decimal128: 34 digits, rounded half to even, to 10^6144 and down to 10^-6176.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("2 / 3", "0.6666666666666666666666666666666667")]
    [InlineData("1 / 3 * 3", "0.9999999999999999999999999999999999")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("9999999999999999999999999999999999 + 1", "1E+34")]
    [InlineData("1234567890123456789012345678901234 + 0.5", "1234567890123456789012345678901234")]
    [InlineData("1234567890123456789012345678901235 + 0.5", "1234567890123456789012345678901236")]
    [InlineData("12345678901234567890 * 12345678901234567890", "1.524157875323883675019051998750191E+38")]
    [InlineData("79228162514264337593543950335 + 1", "79228162514264337593543950336")]
    [InlineData("0.0000000000000000000000000001 / 10", "0.00000000000000000000000000001")]
    [InlineData("1e300", "1E+300")]
    [InlineData("1e300 * 1e300", "1E+600")]
    [InlineData("1.5E-200 * 2", "3E-200")]
    [InlineData("1e-6176 / 10", "0")]
    [InlineData("1e300 + 1 = 1e300", "true")]
    [InlineData("1e33 + 1 = 1e33", "false")]
    [InlineData("1e300 > 1e299", "true")]
    [InlineData("-1e300 < 1", "true")]
    [InlineData("max(1, 1e40, 3)", "1E+40")]
    [InlineData("sqrt(2)", "1.414213562373095048801688724209698")]
    [InlineData("sqrt(1e300)", "1E+150")]
    [InlineData("exp(1)", "2.718281828459045235360287471352662")]
    [InlineData("exp(-1)", "0.3678794411714423215955237701614609")]
    [InlineData("log(10)", "2.302585092994045684017991454684364")]
    [InlineData("log(1)", "0")]
    [InlineData("log(1e-300)", "-690.7755278982137052053974364053093")]
    [InlineData("2 ** 0.5", "1.414213562373095048801688724209698")]
    [InlineData("4 ** 0.5", "2")]
    [InlineData("2 ** 100", "1267650600228229401496703205376")]
    [InlineData("2 ** -2", "0.25")]
    [InlineData("0 ** 0", "1")]
    [InlineData("(-8) ** 3", "-512")]
    [InlineData("1.0001 ** 1000000", "2.674710993142140172948354481790713E+43")]
    [InlineData("decimal(1.5, 0)", "2")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("decimal(1/3, 2)", "0.33")]
    [InlineData("decimal(1234.5, -2)", "1200")]
    [InlineData("round up(5.5, 0)", "6")]
    [InlineData("round up(-1.1, 0)", "-2")]
    [InlineData("round down(-1.9, 0)", "-1")]
    [InlineData("round half up(2.5, 0)", "3")]
    [InlineData("round half up(-2.5, 0)", "-3")]
    [InlineData("round half down(2.5, 0)", "2")]
    [InlineData("round half down(-2.51, 0)", "-3")]
    [InlineData("floor(-1.56, 1)", "-1.6")]
    [InlineData("ceiling(-1.56, 1)", "-1.5")]
    [InlineData("round up(0.0000001, 2)", "0.01")]
    [InlineData("floor(-1e-40)", "-1")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("modulo(12, -5)", "-3")]
    [InlineData("modulo(10.1, -4.5)", "-3.4")]
    [InlineData("modulo(1e300, 7)", "1")]
    [InlineData("even(1e300)", "true")]
    [InlineData("sum([0.1, 0.2, 1/3])", "0.6333333333333333333333333333333333")]
    [InlineData("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931")]
    [InlineData("number(\"1E+300\") = 1e300", "true")]
    [InlineData("string(1e300)", "\"1E+300\"")]
    [InlineData("string(1.50)", "\"1.5\"")]
    public void Results_are_those_of_decimal128(string text, string expected) => Assert.Equal(expected, Evaluate.Value(text).ToString());

    [Theory]
    [InlineData("1e6144 * 10")]
    [InlineData("exp(20000)")]
    [InlineData("10 ** 7000")]
    [InlineData("1 / 0")]
    [InlineData("0 ** -1")]
    [InlineData("(-8) ** (1/3)")]
    [InlineData("sqrt(-1)")]
    [InlineData("log(0)")]
    [InlineData("modulo(1, 0)")]
    [InlineData("decimal(1, 7000)")]
    [InlineData("number(\"1e7000\")")]
    public void What_is_no_number_is_null_with_a_reason(string text)
    {
        var environment = Evaluate.Environment();

        Assert.Equal(FeelValue.Null, FeelExpression.Parse(text).Evaluate(FeelContext.Empty, environment));
        Assert.NotEmpty(environment.Warnings);
    }

    [Fact]
    public void A_literal_beyond_all_numbers_is_refused() => Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse("1e7000"));

    [Theory]
    [InlineData("1E+300")]
    [InlineData("0.3333333333333333333333333333333333")]
    [InlineData("-1234567890123456789012345678901234")]
    public void Json_carries_all_digits(string text)
    {
        var number = FeelNumber.Parse(text)!;

        Assert.Equal(number, FeelValue.FromJson(JsonNode.Parse(number.ToJson()!.ToJsonString())));
        Assert.False(number.IsDecimal);
    }

    [Fact]
    public void The_short_way_and_the_long_way_give_the_same() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll((from a in Decimals from b in Decimals select (a, b)).ToArbitrary(), pair =>
        {
            var (a, b) = (new FeelNumber(pair.a), new FeelNumber(pair.b));
            return Exact(a + b, (double)pair.a + (double)pair.b) && Exact(a * b, (double)pair.a * (double)pair.b) && (a + b) - b == a
                && (b.Value == 0 || Exact(a / b, (double)pair.a / (double)pair.b))
                && FeelNumber.Parse((a * b).ToString()) == a * b;
        }));

    private static readonly Gen<decimal> Decimals =
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from high in Gen.Choose(0, 1000)
        from scale in Gen.Choose(0, 12)
        select new decimal(low, high, 0, low % 2 == 0, (byte)scale);

    private static bool Exact(FeelNumber number, double nearly) => Math.Abs((double)number.Value - nearly) <= Math.Abs(nearly) * 1e-12 + 1e-20;
}
