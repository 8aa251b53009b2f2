using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

/// <summary>Bearer tokens of the API: random, shown once, kept as hash.</summary>
internal sealed class AccessTokens(NpgsqlDataSource database, Accounts accounts, TimeProvider time, IdSource ids)
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

    /// <summary>Whose token it is.</summary>
    public async Task<TokenVerdict> FindAsync(string token, CancellationToken cancellation)
    {
        var (hash, now) = (Hash(token), time.GetUtcNow());
        return await accounts.FindByTokenAsync(hash, now, cancellation) is { } account
            ? new TokenVerdict.Valid(account)
            : await WhyNotAsync(hash, now, cancellation);
    }

    private async Task<TokenVerdict.Refused> WhyNotAsync(byte[] hash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select expires_at, revoked_at is not null from access_tokens where hash = $1");
        command.Parameters.Add(new() { Value = hash });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return new("token-unknown", "This access token is not known.");
        if (reader.GetBoolean(1)) return new("token-revoked", "This access token was revoked.");
        var expiry = reader.GetFieldValue<DateTimeOffset>(0);
        return expiry <= now
            ? new("token-expired", $"This access token expired at {expiry:u}.")
            : new("account-gone", "The account of this access token is closed.");
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
    public sealed record Valid(Account Account) : TokenVerdict;

    public sealed record Refused(string Code, string Message) : TokenVerdict;
}
