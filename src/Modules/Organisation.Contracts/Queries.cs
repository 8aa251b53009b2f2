using System.Collections.Immutable;
using Verwaltung.Messaging;

namespace Verwaltung.Organisation.Contracts;

/// <summary>Asks for the names people are shown by. Answer: <see cref="PeopleNames"/>; unknown ids are missing in it.</summary>
public sealed record GetPeople(IReadOnlyCollection<PersonId> Ids) : IAsk<PeopleNames>;

/// <summary>Answer of <see cref="GetPeople"/>.</summary>
public sealed record PeopleNames(IReadOnlyDictionary<PersonId, string> ById)
{
    /// <summary>The name, or the id itself when the account is gone, so that a timeline never shows an empty place.</summary>
    public string this[PersonId id] => ById.TryGetValue(id, out var name) ? name : id.ToString();
}

/// <summary>
/// Asks for teams by their keys, e.g. <c>33/5</c>. Answer: a list of <see cref="Team"/> in order of their keys; unknown keys are missing in it.
/// </summary>
public sealed record GetTeams(IReadOnlyCollection<string> Keys) : IAsk<IReadOnlyList<Team>>;

/// <summary>A team of a department (Fachbereich).</summary>
/// <param name="DepartmentKey">Number of the department, e.g. <c>33</c>.</param>
public sealed record Team(string Key, string Name, string DepartmentKey, string DepartmentName, ImmutableArray<TeamMember> Members);

/// <summary>A member of a team with all roles the person has.</summary>
public sealed record TeamMember(PersonId Id, string Name, ImmutableArray<string> Roles);

/// <summary>Asks for a citizen's account. Answer: <see cref="Citizen"/>, or null when the account is gone or belongs to staff.</summary>
public sealed record GetCitizen(PersonId Id) : IAsk<Citizen?>;

/// <summary>What a citizen's account knows. Personal throughout: not to be logged, nor stored by others unencrypted.</summary>
/// <param name="RegisterKey">
/// The account's pseudonym for this service area (BundID: bPK2). It links accounts; registers are searched by name and birth date.
/// </param>
/// <param name="Email">Where "there is something new" goes; null if the person gave none.</param>
/// <param name="Language">Preferred language, <c>de</c> or <c>en</c>.</param>
/// <param name="TrustLevel">See <see cref="TrustLevels"/>.</param>
public sealed record Citizen(
    PersonId Id, string GivenName, string FamilyName, DateOnly BirthDate, string RegisterKey, string? Email, string Language, string TrustLevel)
{
    public string Name => $"{GivenName} {FamilyName}";
}
