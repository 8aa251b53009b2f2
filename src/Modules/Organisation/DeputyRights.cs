using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

/// <summary>Who may set and end deputyships: the absent person, a team lead of theirs, and the deputy as far as they gain no rights by it.</summary>
internal static class DeputyRights
{
    public static bool MayEnd(Actor actor, DeputyRow row, Account? absent) =>
        actor.Id == row.Person || actor.Id == row.Deputy || (absent is not null && Leads(actor, absent));

    public static bool MaySet(Actor actor, Account absent, Account deputy) =>
        actor.Id == absent.Id || Leads(actor, absent)
        || (actor.Id == deputy.Id && absent.Teams.All(deputy.Teams.Contains) && absent.Roles.All(deputy.Roles.Contains));

    private static bool Leads(Actor actor, Account person) => actor.Has(RoleNames.TeamLead) && person.Teams.Any(actor.Teams.Contains);
}
