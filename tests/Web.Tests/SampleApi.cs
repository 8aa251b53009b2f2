using System.Security.Claims;
using Verwaltung.GraphQl;

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
