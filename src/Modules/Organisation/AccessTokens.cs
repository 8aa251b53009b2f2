using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Organisation;

/// <summary>Bearer tokens of the API: random, shown once, kept as hash.</summary>
internal sealed class AccessTokens(NpgsqlDataSource database, Accounts accounts, TimeProvider time, IdSource ids)
{
    // A recognisable beginning lets scanners find a token that someone committed by mistake.
    private const string Prefix = "vwt_";

    public async Task<string> IssueAsync(PersonId person, TimeSpan validity, CancellationToken cancellation)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await database.ExecuteAsync(
            "insert into access_tokens (id, person, hash, created_at, expires_at) values ($1, $2, $3, $4, $5)",
            cancellation, ids.Next(), person.Value, Hash(token), now, now + validity);
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
        var state = await database.FindAsync<TokenState>(
            "select expires_at, revoked_at is not null as is_revoked from access_tokens where hash = $1", cancellation, hash);
        if (state is not { ExpiresAt: var expiry }) return new("token-unknown", "This access token is not known.");
        if (state.IsRevoked) return new("token-revoked", "This access token was revoked.");
        return expiry <= now
            ? new("token-expired", $"This access token expired at {expiry:u}.")
            : new("account-gone", "The account of this access token is closed.");
    }

    /// <summary>Ends a token; false if it is not known or was ended before.</summary>
    public async Task<bool> RevokeAsync(string token, CancellationToken cancellation) => await database.ExecuteAsync(
        "update access_tokens set revoked_at = $2 where hash = $1 and revoked_at is null", cancellation, Hash(token), time.GetUtcNow()) == 1;

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed record TokenState(DateTimeOffset ExpiresAt, bool IsRevoked);
}

internal abstract record TokenVerdict
{
    public sealed record Valid(Account Account) : TokenVerdict;

    public sealed record Refused(string Code, string Message) : TokenVerdict;
}
