using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Feel;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Procedures;

/// <summary>Stores bundles by content hash and answers which one is active. Read bundles are kept: they never change.</summary>
internal sealed class Bundles(NpgsqlDataSource source, TimeProvider time, ILogger<Bundles> log)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Bundle>>> _read = new();

    public async Task ActivateAsync(BundleFiles files, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var batch = source.CreateBatch();
        Add(batch, "insert into bundles (hash, procedure_key, stored_at) values ($1, $2, $3) on conflict do nothing", files.Hash, files.Key, now);
        foreach (var (path, content) in files.Files)
            Add(batch, "insert into bundle_files (hash, path, content) values ($1, $2, $3) on conflict do nothing", files.Hash, path, content);
        Add(batch, """
            insert into active_bundles (procedure_key, hash, since) values ($1, $2, $3)
            on conflict (procedure_key) do update set hash = excluded.hash, since = excluded.since where active_bundles.hash <> excluded.hash
            """, files.Key, files.Hash, now);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<Bundle> GetAsync(string hash, CancellationToken cancellation)
    {
        var read = _read.GetOrAdd(hash, key => new Lazy<Task<Bundle>>(() => ReadAsync(key)));
        try
        {
            return await read.Value.WaitAsync(cancellation);
        }
        catch (Exception) when (read.Value.IsFaulted)
        {
            _read.TryRemove(hash, out _);
            throw;
        }
    }

    public async Task<Bundle?> GetActiveAsync(string key, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select hash from active_bundles where procedure_key = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        return await command.ExecuteScalarAsync(cancellation) is string hash ? await GetAsync(hash, cancellation) : null;
    }

    /// <summary>The active bundles by key. One that this release cannot read any more is left out and told to the operator: the others serve.</summary>
    public async Task<IReadOnlyList<ActiveBundle>> ListActiveAsync(CancellationToken cancellation)
    {
        var rows = new List<(string Hash, DateTimeOffset Since)>();
        await using (var command = source.CreateCommand("select hash, since from active_bundles order by procedure_key"))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation))
                rows.Add((reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1)));

        return [.. (await Task.WhenAll(rows.Select(row => TryGetAsync(row.Hash, row.Since, cancellation)))).OfType<ActiveBundle>()];
    }

    private async Task<ActiveBundle?> TryGetAsync(string hash, DateTimeOffset since, CancellationToken cancellation)
    {
        try
        {
            return new ActiveBundle(await GetAsync(hash, cancellation), since);
        }
        catch (BundleUnreadableException fault)
        {
            log.LogError(fault, "An active procedure is out of service");
            return null;
        }
    }

    private async Task<Bundle> ReadAsync(string hash)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        var key = "";
        await using (var command = source.CreateCommand("select procedure_key, path, content from bundles join bundle_files using (hash) where hash = $1"))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = hash });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                key = reader.GetString(0);
                files[reader.GetString(1)] = reader.GetFieldValue<byte[]>(2);
            }
        }

        // It was checked when it was stored: what a later release would refuse still runs to the end of its cases.
        var reading = BundleReader.Read(new BundleFiles(key, files.ToImmutable()), jobTypes: null);
        return reading.Bundle ?? throw new BundleUnreadableException(hash, reading.Findings);
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}

/// <summary>The bundle that new cases of a procedure use, and since when.</summary>
internal sealed record ActiveBundle(Bundle Bundle, DateTimeOffset Since);

/// <summary>A stored bundle is missing, or this release cannot read its process or settings.</summary>
internal sealed class BundleUnreadableException(string hash, IEnumerable<Finding> findings)
    : Exception($"Expected stored bundle {hash} to be readable, but found: {string.Join("; ", findings.Where(finding => finding.Severity == Severity.Error))}");
