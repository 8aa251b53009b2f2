using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

internal static class EnrolCitizenHandler
{
    /// <summary>Evidence of an account that was made at the counter; nobody signs in with it.</summary>
    public const string AtTheCounter = "counter";

    public static async Task<EnrolledCitizen> HandleAsync(
        EnrolCitizen command, Accounts accounts, NpgsqlDataSource database, IdSource ids, CancellationToken cancellation)
    {
        var known = (await accounts.FindByNameAsync($"{command.GivenName} {command.FamilyName}", cancellation))
            .Where(account => account.Details?.BirthDate == command.BirthDate)
            .ToList();
        if (known is [var one])
            return new(one.Id, HasMailbox(one));

        var id = new PersonId(ids.Next());
        var details = new CitizenDetails(command.GivenName, command.FamilyName, command.BirthDate, null, command.Language, TrustLevels.Low, AtTheCounter);
        await using var insert = database.CreateCommand("insert into people (id, kind, sealed) values ($1, 'citizen', $2)");
        insert.Parameters.Add(new() { Value = id.Value });
        insert.Parameters.Add(new() { Value = await accounts.SealAsync(id, details, cancellation) });
        await insert.ExecuteNonQueryAsync(cancellation);
        return new(id, false);
    }

    public static async Task<MailboxKnown> HandleAsync(GetMailbox query, Accounts accounts, CancellationToken cancellation) =>
        new(await accounts.FindAsync(query.Id, cancellation) is { } account && HasMailbox(account));

    private static bool HasMailbox(Account account) => account.Details is { Evidence: not AtTheCounter };
}
