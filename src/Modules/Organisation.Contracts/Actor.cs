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
    /// <summary>The absent colleagues whom the person acts for today.</summary>
    public ImmutableArray<Deputyship> Deputyships { get; init; } = [];

    /// <summary>Set on a hat: for whom it is worn.</summary>
    public PersonId? ActsFor { get; init; }

    /// <summary>
    /// The rights a person may act with, one set at a time: one's own first, then those of each absent colleague. They do not add up:
    /// a role counts only in the teams of whom it belongs to.
    /// </summary>
    public IEnumerable<Actor> Hats =>
        Deputyships.Select(absent => this with { Teams = absent.Teams, Roles = absent.Roles, ActsFor = absent.Person, Deputyships = [] })
            .Prepend(this with { Deputyships = [] });

    /// <summary>Who stands behind an act with these rights: the person, and the one acted for. Four eyes are kept by all of them.</summary>
    public IEnumerable<PersonId> Persons => ActsFor is { } absent ? [Id, absent] : [Id];

    /// <summary>The teams whose work the person sees: the own ones and those of the colleagues acted for.</summary>
    public IEnumerable<string> AllTeams => Teams.Concat(Deputyships.SelectMany(absent => absent.Teams)).Distinct();

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
            {
                Deputyships = [.. principal.FindAll(ClaimNames.Deputy).Select(claim => Deputyship.Read(claim.Value)).OfType<Deputyship>()],
            }
            : null;

    /// <summary>Whether the person sees the team's work.</summary>
    public bool IsIn(string team) => AllTeams.Contains(team);

    /// <summary>Whether the person has the role in their own right.</summary>
    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Whether work of <paramref name="person"/> is the actor's to do: it is theirs, or that of somebody they act for.</summary>
    public bool Acts(PersonId person) => person == Id || Deputyships.Any(absent => absent.Person == person);

    public bool Equals(Actor? other) =>
        other is not null && Id == other.Id && Name == other.Name && IsStaff == other.IsStaff
        && Teams.SequenceEqual(other.Teams) && Roles.SequenceEqual(other.Roles) && TrustLevel == other.TrustLevel
        && ActsFor == other.ActsFor && Deputyships.Select(absent => absent.Person).SequenceEqual(other.Deputyships.Select(absent => absent.Person));

    public override int GetHashCode() => HashCode.Combine(Id, Name);
}
