using FsCheck;
using FsCheck.Fluent;

namespace Verwaltung.Payments.Tests;

public sealed class KassenzeichenTests
{
    [Fact]
    public void It_bears_the_year_a_number_and_a_check_digit() => Assert.Equal("2600004176", Kassenzeichen.Of(2026, 417));

    [Theory]
    [InlineData("2600004176", true)]
    [InlineData("260 0004 176", true)]
    [InlineData("2600004175", false)]
    [InlineData("2600004716", false)]
    [InlineData("26OOOO4176", false)]
    [InlineData("", false)]
    [InlineData("42", false)]
    public void Only_what_can_be_one_passes(string text, bool isOne) => Assert.Equal(isOne, Kassenzeichen.IsWellFormed(text));

    [Fact]
    public void Every_single_wrong_digit_is_found() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<PositiveInt>(),
        (number, place, shift) =>
        {
            var right = Kassenzeichen.Of(2026, number.Get);
            var at = place.Get % right.Length;
            var wrong = right.ToCharArray();
            wrong[at] = (char)('0' + ((wrong[at] - '0' + 1 + (shift.Get % 9)) % 10));
            return Kassenzeichen.IsWellFormed(right) && !Kassenzeichen.IsWellFormed(new string(wrong));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_beyond_ten_million_a_year_only_get_longer() => Assert.Equal(11, Kassenzeichen.Of(2026, 10_000_000).Length);
}
