using Xunit;

namespace Verwaltung.Parking.Tests;

public sealed class PlateTests
{
    [Theory]
    [InlineData("DO-LB 417", "DOLB417")]
    [InlineData("do lb417", "DOLB417")]
    [InlineData(" DO – LB  417 ", "DOLB417")]
    [InlineData("DO-FX 88E", "DOFX88")]
    [InlineData("do-fx 88 h", "DOFX88")]
    [InlineData("DO-E 44E", "DOE44")]
    [InlineData("FÜ-A 1", "FÜA1")]
    [InlineData("fu\u0308-a 1", "FÜA1")]
    [InlineData("AB 123 CD", "AB123CD")]
    [InlineData("-- ", null)]
    [InlineData("███", null)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ", null)]
    public void A_plate_has_one_key_however_it_is_typed(string typed, string? key) => Assert.Equal(key, Plate.KeyOf(typed));

    [Theory]
    [InlineData("B-OM 1", "BO-M 1", true)]
    [InlineData("B OM1", "BO-M 1", true)]
    [InlineData("BOM1", "BO-M 1", false)]
    [InlineData("BO-M1", "BO-M 1", false)]
    public void The_same_letters_with_another_break_are_another_plate(string asked, string plate, bool contradicts) =>
        Assert.Equal(contradicts, Plate.Contradicts(asked, plate));
}
