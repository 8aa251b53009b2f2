using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>How far a rebuild has come.</summary>
/// <param name="Projection">Its name.</param>
/// <param name="Events">Events read so far.</param>
/// <param name="Total">About as many there are.</param>
/// <param name="Rows">Rows or changes written so far.</param>
public sealed record RebuildProgress(string Projection, long Events, long Total, long Rows);

/// <summary>
/// Makes the rows of a projection anew from all events while hosts go on writing. Nobody sees it half done; stopped, it leaves
/// the old rows as they were and can be run again. Foreign keys, triggers and grants on a projected table are not carried over.
/// </summary>
public sealed class ProjectionRebuild
{
    private readonly Database _database;
    private readonly EventOptions _options;
    private readonly EventReader _reader;

    internal ProjectionRebuild(Database database, EventOptions options, EventReader reader) => (_database, _options, _reader) = (database, options, reader);

    /// <summary>The projections there are.</summary>
    public IReadOnlyList<string> Names => _options.ProjectionNames;

    /// <summary>Rebuilds a projection into new tables and puts them in the place of the old ones.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="progress">Is told about every few thousand events.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ArgumentException">No projection has this name.</exception>
    /// <exception cref="InvalidOperationException">It is being rebuilt already.</exception>
    public async Task RunAsync(string name, IProgress<RebuildProgress>? progress = null, CancellationToken cancel = default)
    {
        var rows = _options.RowProjections.FirstOrDefault(projection => projection.Name == name);
        var events = _options.EventProjections.FirstOrDefault(projection => projection.Name == name);
        if (rows is null && events is null) throw new ArgumentException($"There is no projection '{name}', only {string.Join(", ", Names)}.", nameof(name));

        await using var connection = await _database.OpenOwnConnectionAsync(cancel);
        await RebuildLock.HoldAsync(connection, name, cancel);
        await (rows is not null
            ? new RowRebuild(_options, _reader, rows, progress).RunAsync(connection, _database, cancel)
            : new EventRebuild(_reader, events!, progress).RunAsync(connection, _database, cancel));
    }
}
