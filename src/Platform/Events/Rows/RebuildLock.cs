using System.Text;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// One rebuild of a projection at a time. Who rewrites rows because a person was forgotten waits for it: the new
/// table may hold what was readable when it was filled.
/// </summary>
internal static class RebuildLock
{
    private static readonly int Space = BitConverter.ToInt32(Encoding.ASCII.GetBytes("rebd"));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Held until the connection is closed.</summary>
    /// <exception cref="InvalidOperationException">The projection is being rebuilt already.</exception>
    public static async Task HoldAsync(NpgsqlConnection connection, string projection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_lock($1, hashtext($2))", connection)
        {
            Parameters = { new() { Value = Space }, new() { Value = projection } },
        };
        try
        {
            await ShadowTables.ExecuteAsync(connection, $"set lock_timeout = {(int)Patience.TotalMilliseconds}", cancel);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new InvalidOperationException($"The projection '{projection}' is being rebuilt already.", e);
        }
    }

    /// <summary>Waits until no rebuild of the projections runs, and keeps new ones waiting until the transaction ends.</summary>
    public static async Task WaitAsync(NpgsqlConnection connection, IEnumerable<string> projections, CancellationToken cancel)
    {
        foreach (var projection in projections.Order(StringComparer.Ordinal))
        {
            await using var command = new NpgsqlCommand("select pg_advisory_xact_lock_shared($1, hashtext($2))", connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = Space }, new() { Value = projection } },
            };
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
