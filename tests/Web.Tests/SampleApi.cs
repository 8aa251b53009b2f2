using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Outcomes;

namespace Verwaltung.Web.Tests;

public enum Season { Spring, Autumn }

public sealed record Permit(Guid Id, string Zone, string? Note, Season Season, DateOnly From);

[QueryType]
public static class SampleQueries
{
    public static Permit? GetPermit(Guid id) => id == Guid.Empty ? null : new Permit(id, "Gutenbergstraße", null, Season.Autumn, new DateOnly(2026, 12, 1));

    [Authorize(Roles = "clerk")]
    public static string GetSecret(ClaimsPrincipal user) => user.FindFirst("name")!.Value;
}

public sealed record Over(DateOnly On) : Refusal("sample.over", "The permit is over.");

public sealed record StreetWrong(IReadOnlyList<StreetFault> Fields) : Refusal("sample.street-wrong", "There is no such street.");

[ObjectType]
public sealed record StreetFault(string Key, string Code, IReadOnlyList<string> Arguments, string? Message);

[MutationType]
public static class SampleMutations
{
    private static readonly Over Over = new(new DateOnly(2026, 11, 30));

    [Error(typeof(Over))]
    [Error(typeof(StreetWrong))]
    public static Outcome<Permit> Move(string street) => street switch
    {
        "" => new StreetWrong([new StreetFault("street", "required", ["40"], "Which street?")]),
        "Gutenbergstraße" => Over,
        _ => new Permit(Guid.Empty, street, null, Season.Spring, new DateOnly(2026, 12, 1)),
    };

    [Error(typeof(Over))]
    public static Outcome<Permit> Leave(string zone) =>
        zone == "Nord" ? new Permit(Guid.Empty, zone, null, Season.Spring, new DateOnly(2026, 12, 1)) : Over;
}
