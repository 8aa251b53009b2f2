using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Feel;
using Verwaltung.Postgres;
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
        batch.BatchCommands.Add(Statement.Of(
            "insert into bundles (hash, procedure_key, stored_at) values ($1, $2, $3) on conflict do nothing", files.Hash, files.Key, now));
        foreach (var (path, content) in files.Files)
            batch.BatchCommands.Add(Statement.Of(
                "insert into bundle_files (hash, path, content) values ($1, $2, $3) on conflict do nothing", files.Hash, path, content));
        batch.BatchCommands.Add(Statement.Of("""
            insert into active_bundles (procedure_key, hash, since) values ($1, $2, $3)
            on conflict (procedure_key) do update set hash = excluded.hash, since = excluded.since where active_bundles.hash <> excluded.hash
            """, files.Key, files.Hash, now));
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

    public async Task<Bundle?> GetActiveAsync(string key, CancellationToken cancellation) =>
        await source.ScalarAsync<string>("select hash from active_bundles where procedure_key = $1", cancellation, key) is { } hash
            ? await GetAsync(hash, cancellation)
            : null;

    /// <summary>The active bundles by key. One that this release cannot read any more is left out and told to the operator: the others serve.</summary>
    public async Task<IReadOnlyList<ActiveBundle>> ListActiveAsync(CancellationToken cancellation)
    {
        var rows = await source.ListAsync<ActiveRow>($"select {Row<ActiveRow>.Columns} from active_bundles order by procedure_key", cancellation);
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
        var rows = await source.ListAsync<FileRow>(
            $"select {Row<FileRow>.Columns} from bundles join bundle_files using (hash) where hash = $1", CancellationToken.None, hash);
        var files = rows.ToImmutableSortedDictionary(row => row.Path, row => row.Content, StringComparer.Ordinal);

        // It was checked when it was stored: what a later release would refuse still runs to the end of its cases.
        var reading = BundleReader.Read(new BundleFiles(rows is [var first, ..] ? first.ProcedureKey : "", files), jobTypes: null);
        return reading.Bundle ?? throw new BundleUnreadableException(hash, reading.Findings);
    }

    private sealed record ActiveRow(string Hash, DateTimeOffset Since);

    private sealed record FileRow(string ProcedureKey, string Path, byte[] Content);
}

/// <summary>The bundle that new cases of a procedure use, and since when.</summary>
internal sealed record ActiveBundle(Bundle Bundle, DateTimeOffset Since);

/// <summary>A stored bundle is missing, or this release cannot read its process or settings.</summary>
internal sealed class BundleUnreadableException(string hash, IEnumerable<Finding> findings)
    : Exception($"Expected stored bundle {hash} to be readable, but found: {string.Join("; ", findings.Where(finding => finding.Severity == Severity.Error))}");
