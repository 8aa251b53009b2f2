using System.Security.Claims;

namespace Verwaltung.GraphQl.Tests;

public sealed class PersonTests
{
    private static readonly ClaimsPrincipal Ada = new(new ClaimsIdentity([new Claim("name", "Ada")], "test"));

    private readonly Api _api = Api.Of(typeof(Greetings));

    [Fact]
    public Task A_type_that_is_made_of_the_principal_is_who_asks_and_no_argument() =>
        _api.AnswersAsync("{ greeting mayBe }", """{ "data": { "greeting": "Hello Ada", "mayBe": "Ada" } }""", user: Ada);

    [Fact]
    public Task Where_it_may_be_null_nobody_is_null() => _api.AnswersAsync("{ mayBe }", """{ "data": { "mayBe": null } }""");

    [Fact]
    public async Task Where_it_may_not_be_null_nobody_has_to_sign_in()
    {
        var answer = await _api.RunAsync("{ greeting }");

        Assert.Equal([ErrorCodes.Unauthenticated], answer.Errors.Select(error => error.Code));
    }

    private sealed record Guest(string Name)
    {
        public static Guest? From(ClaimsPrincipal principal) => principal.FindFirst("name") is { Value: var name } ? new(name) : null;
    }

    [QueryType]
    private static class Greetings
    {
        public static string Greeting(Guest guest) => $"Hello {guest.Name}";

        public static string? MayBe(Guest? guest) => guest?.Name;
    }
}
