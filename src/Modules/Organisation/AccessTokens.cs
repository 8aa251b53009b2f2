using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

/// <summary>Bearer tokens of the API: random, shown once, kept as hash.</summary>
internal sealed class AccessTokens(NpgsqlDataSource database, TimeProvider time, IdSource ids)
{
    // A recognisable beginning lets scanners find a token that someone committed by mistake.
    private const string Prefix = "vwt_";

    public async Task<string> IssueAsync(PersonId person, TimeSpan validity, CancellationToken cancellation)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var command = database.CreateCommand("insert into access_tokens values ($1, $2, $3, $4, $5)");
        var now = time.GetUtcNow();
        foreach (var value in (object[])[ids.Next(), person.Value, Hash(token), now, now + validity])
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
        return token;
    }

    public async Task<TokenVerdict> FindAsync(string token, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select person, expires_at, revoked_at is not null from access_tokens where hash = $1");
        command.Parameters.Add(new() { Value = Hash(token) });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return new TokenVerdict.Refused("token-unknown", "This access token is not known.");
        if (reader.GetBoolean(2)) return new TokenVerdict.Refused("token-revoked", "This access token was revoked.");
        var expiry = reader.GetFieldValue<DateTimeOffset>(1);
        return expiry <= time.GetUtcNow()
            ? new TokenVerdict.Refused("token-expired", $"This access token expired at {expiry:u}.")
            : new TokenVerdict.Valid(new PersonId(reader.GetGuid(0)));
    }

    /// <summary>Ends a token; false if it is not known or was ended before.</summary>
    public async Task<bool> RevokeAsync(string token, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update access_tokens set revoked_at = $2 where hash = $1 and revoked_at is null");
        command.Parameters.Add(new() { Value = Hash(token) });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

internal abstract record TokenVerdict
{
    public sealed record Valid(PersonId Person) : TokenVerdict;

    public sealed record Refused(string Code, string Message) : TokenVerdict;
}
