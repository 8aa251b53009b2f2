using System.Collections.Immutable;
using System.Text.Json;
using Verwaltung.Events;
using Verwaltung.Messaging.Store;
using Verwaltung.Outcomes;
using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class RefusalJsonTests
{
    private readonly JsonSerializerOptions _json =
        new MessageJson(new EventOptions(), new MessagingOptions().Discover(typeof(RefusalJsonTests).Assembly)).Options;

    [Fact]
    public void A_kept_refusal_comes_back_as_the_one_it_was()
    {
        foreach (var why in (Refusal[])[new Lent("Karl"), new Closed()])
            Assert.Equal(new Outcome<Done>(null, why), Again(new Outcome<Done>(null, why)));
    }

    [Fact]
    public void A_refusal_with_a_list_keeps_it()
    {
        var again = Again(new Outcome<int>(0, new Missing(["street", "town"])));
        Assert.Equal(["street", "town"], Assert.IsType<Missing>(again.Why).Fields);
    }

    [Fact]
    public void A_kept_result_comes_back_without_a_refusal() => Assert.Equal(new Outcome<int>(3, null), Again(new Outcome<int>(3, null)));

    private Outcome<T> Again<T>(Outcome<T> outcome) => JsonSerializer.Deserialize<Outcome<T>>(JsonSerializer.Serialize(outcome, _json), _json)!;
}

internal sealed record Lent(string To) : Refusal("library.lent", $"{To} has the book.");

internal sealed record Closed() : Refusal("library.closed", "The library is closed.");

internal sealed record Missing(ImmutableArray<string> Fields) : Refusal("library.missing", "Something is missing.");
