using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

[ObjectType("Person")]
[GraphQLDescription("Somebody who acts here: a citizen or a member of staff.")]
internal sealed record Person(
    PersonId Id, string Name,
    [property: GraphQLDescription("True for members of staff.")] bool IsStaff,
    [property: GraphQLDescription("What the person may do: clerk, team-lead, post-room, cashier, warden, operator, designer, citizen.")]
    IReadOnlyList<string> Roles,
    [property: GraphQLDescription("How sure the account is of its person (BundID: untergeordnet, normal, substantiell, hoch); null for staff.")]
    string? TrustLevel,
    [property: GraphQLIgnore] IReadOnlyList<string> TeamKeys);

[ObjectType("DemonstrationPerson")]
[GraphQLDescription("An invented person whom one may sign in as.")]
internal sealed record DemonstrationPerson(
    PersonId Id, string Name, bool IsStaff, IReadOnlyList<string> Roles, string? TrustLevel,
    [property: GraphQLDescription("How a citizen proved who they are: eid, eidas, elster, password.")] string? Evidence,
    [property: GraphQLDescription("Department and team of a member of staff.")] string? Workplace);

[QueryType]
internal static class OrganisationQueries
{
    [GraphQLDescription("The signed-in person; null when nobody is.")]
    public static Person? Me(Actor? actor) =>
        actor is not null ? new(actor.Id, actor.Name, actor.IsStaff, actor.Roles, actor.TrustLevel, actor.Teams) : null;

    [Authorize(Policy = OrganisationModule.StaffPolicy)]
    [GraphQLDescription("All members of staff, by name.")]
    public static async Task<IReadOnlyList<Person>> PeopleAsync(Accounts accounts, CancellationToken cancellation) =>
        [.. (await accounts.ListAsync(ClaimNames.Staff, cancellation)).Select(one => new Person(one.Id, one.Name, true, one.Roles, null, one.Teams))];

    [Authorize(Policy = OrganisationModule.StaffPolicy)]
    [GraphQLDescription("All teams with their members.")]
    public static Task<IReadOnlyList<Team>> TeamsAsync(Teams teams, CancellationToken cancellation) => teams.FindAsync(null, cancellation);

    [GraphQLDescription("The invented people of the demonstration; none in a real installation.")]
    public static async Task<IReadOnlyList<DemonstrationPerson>> DemonstrationPeopleAsync(
        DemonstrationPeople demonstration, Accounts accounts, Teams teams, CancellationToken cancellation)
    {
        if (!demonstration.Enabled) return [];
        var workplaces = (await teams.FindAsync(null, cancellation))
            .ToDictionary(team => team.Key, team => $"{team.DepartmentKey} {team.DepartmentName}, {team.Name}");
        var offered = DemonstrationPeople.Ids;
        var found = (await accounts.FindAsync(offered, cancellation)).ToDictionary(account => account.Id);
        return [.. offered.Where(found.ContainsKey).Select(id => Offer(found[id], workplaces))];
    }

    private static DemonstrationPerson Offer(Account account, Dictionary<string, string> workplaces) => new(
        account.Id, account.Name, account.IsStaff, account.Roles, account.Details?.TrustLevel, account.Details?.Evidence,
        account.Teams.Count == 0 ? null : string.Join("; ", account.Teams.Select(team => workplaces[team])));
}

[ExtendObjectType(typeof(Person))]
internal static class PersonType
{
    [GraphQLDescription("The teams a member of staff works in.")]
    public static Task<IReadOnlyList<Team>> TeamsAsync([Parent] Person person, Teams teams, CancellationToken cancellation) =>
        teams.FindAsync(person.TeamKeys, cancellation);
}
