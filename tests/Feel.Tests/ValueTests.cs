using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Verwaltung.Feel.Tests;

public sealed class ValueTests
{
    private static readonly FeelContext Applicant = FeelContext.Empty.With("name", "Leyla").With("age", 38).With("tags", FeelList.Of("a", FeelValue.Null, true));

    [Fact]
    public void Values_pass_through_json_unchanged() =>
        Assert.Equal(Applicant, JsonSerializer.Deserialize<FeelContext>(JsonSerializer.Serialize(Applicant)));

    [Fact]
    public void Json_keeps_the_order_of_names_and_drops_trailing_zeros() =>
        Assert.Equal("""{"b":1.5,"a":null}""", FeelContext.Empty.With("b", 1.50m).With("a", FeelValue.Null).ToJson()!.ToJsonString());

    [Theory]
    [InlineData("date(\"2026-11-22\")", "2026-11-22")]
    [InlineData("@\"2026-11-22T10:00:00@Europe/Berlin\"", "2026-11-22T10:00:00@Europe/Berlin")]
    [InlineData("@\"P1DT2H\"", "P1DT2H")]
    [InlineData("[1..3)", "[1..3)")]
    [InlineData("< 3", "< 3")]
    public void What_json_does_not_know_becomes_text(string text, string expected)
    {
        var value = Evaluate.Value(text);

        Assert.Equal(expected, value.ToJson()!.GetValue<string>());
        Assert.Equal(new FeelString(expected), value.ToPlain());
    }

    [Fact]
    public void A_number_beyond_decimal128_is_refused() => Assert.Throws<JsonException>(() => FeelValue.FromJson(JsonNode.Parse("1e7000")));

    [Fact]
    public void Json_that_is_no_context_is_refused() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FeelContext>("[1]"));

    [Fact]
    public void Paths_are_set_and_read()
    {
        var context = Applicant.WithPath("address.street", "Gutenbergstraße").WithPath("address.number", "31");

        Assert.Equal("31", context.GetPath("address.number"));
        Assert.Equal(FeelValue.Null, context.GetPath("address.city.name"));
        Assert.Equal(["name", "age", "tags", "address"], context.Names);
    }

    [Fact]
    public void Contexts_are_equal_in_any_order() => Assert.Equal(
        FeelContext.Empty.With("a", 1).With("b", 2), FeelContext.Empty.With("b", 2).With("a", 1.0m));

    [Fact]
    public void An_instant_survives_its_zone()
    {
        var instant = new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), new FeelDateTime(new DateTime(2026, 7, 1, 12, 0, 0)).ToInstant(Evaluate.Berlin));
        Assert.Equal(instant, FeelDateTime.At(instant).ToInstant(Evaluate.Berlin));
    }
}
