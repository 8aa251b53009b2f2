using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

internal static class GetPeopleHandler
{
    public static async Task<PeopleNames> HandleAsync(GetPeople query, Accounts accounts, CancellationToken cancellation) =>
        new((await accounts.FindAsync(query.Ids, cancellation)).ToDictionary(account => account.Id, account => account.Name));
}

internal static class GetCitizenHandler
{
    public static async Task<Citizen?> HandleAsync(GetCitizen query, Accounts accounts, CancellationToken cancellation) =>
        await accounts.FindAsync(query.Id, cancellation) is { Details: { } details } account
            ? new(
                account.Id, details.GivenName, details.FamilyName, details.BirthDate, account.Id.ToString(), details.Email, details.Language,
                details.TrustLevel)
            : null;
}

internal static class GetTeamsHandler
{
    public static Task<IReadOnlyList<Team>> HandleAsync(GetTeams query, Teams teams, CancellationToken cancellation) =>
        teams.FindAsync(query.Keys, cancellation);
}
