using System.Security.Claims;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

/// <summary>A person as the house knows them; <see cref="Details"/> is there for citizens only.</summary>
internal sealed record Account(
    PersonId Id, string Name, IReadOnlyList<string> Teams, IReadOnlyList<string> Roles, CitizenDetails? Details)
{
    /// <summary>The absent colleagues whom the person acts for today.</summary>
    public IReadOnlyList<Deputyship> Deputyships { get; init; } = [];

    public bool IsStaff => Details is null;

    /// <summary>The same claims whatever the person signed in with.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(Claims(), scheme, ClaimNames.Name, ClaimNames.Role));

    private IEnumerable<Claim> Claims()
    {
        yield return new Claim(ClaimNames.Subject, Id.ToString());
        yield return new Claim(ClaimNames.Name, Name);
        yield return new Claim(ClaimNames.Kind, IsStaff ? ClaimNames.Staff : ClaimNames.Citizen);
        foreach (var team in Teams) yield return new Claim(ClaimNames.Team, team);
        foreach (var role in Roles) yield return new Claim(ClaimNames.Role, role);
        foreach (var absent in Deputyships) yield return new Claim(ClaimNames.Deputy, absent.Write());
        if (Details is { TrustLevel: var level }) yield return new Claim(ClaimNames.TrustLevel, level);
    }
}

/// <summary>What lies sealed in a citizen's account.</summary>
/// <param name="Evidence">How the person proved who they are: <c>eid</c>, <c>eidas</c>, <c>elster</c>, <c>password</c>.</param>
internal sealed record CitizenDetails(
    string GivenName, string FamilyName, DateOnly BirthDate, string? Email, string Language, string TrustLevel, string Evidence)
{
    public string Name => $"{GivenName} {FamilyName}";
}
