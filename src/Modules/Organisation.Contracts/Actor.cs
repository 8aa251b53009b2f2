using System.Collections.Immutable;
using System.Security.Claims;

namespace Verwaltung.Organisation.Contracts;

/// <summary>
/// Who acts: the signed-in person with everything that rights are decided by. Read from the claims alone, without a database;
/// cookie and bearer token give the same claims.
/// </summary>
/// <param name="Teams">Keys of the teams a member of staff works in, e.g. <c>33/5</c>; empty for citizens.</param>
/// <param name="Roles">See <see cref="RoleNames"/>; a citizen has exactly <see cref="RoleNames.Citizen"/>.</param>
/// <param name="TrustLevel">How sure the account is of the person (see <see cref="TrustLevels"/>); null for staff.</param>
public sealed record Actor(
    PersonId Id, string Name, bool IsStaff, ImmutableArray<string> Teams, ImmutableArray<string> Roles, string? TrustLevel)
{
    /// <summary>The person behind a principal, or null when nobody is signed in.</summary>
    public static Actor? From(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true }
        && PersonId.TryParse(principal.FindFirst(ClaimNames.Subject)?.Value, null, out var id)
            ? new(
                id,
                principal.FindFirst(ClaimNames.Name)?.Value ?? "",
                principal.HasClaim(ClaimNames.Kind, ClaimNames.Staff),
                [.. principal.FindAll(ClaimNames.Team).Select(claim => claim.Value)],
                [.. principal.FindAll(ClaimNames.Role).Select(claim => claim.Value)],
                principal.FindFirst(ClaimNames.TrustLevel)?.Value)
            : null;

    public bool IsIn(string team) => Teams.Contains(team);

    public bool Has(string role) => Roles.Contains(role);

    public bool Equals(Actor? other) =>
        other is not null && Id == other.Id && Name == other.Name && IsStaff == other.IsStaff
        && Teams.SequenceEqual(other.Teams) && Roles.SequenceEqual(other.Roles) && TrustLevel == other.TrustLevel;

    public override int GetHashCode() => HashCode.Combine(Id, Name);
}
