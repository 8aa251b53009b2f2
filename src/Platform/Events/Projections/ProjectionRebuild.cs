namespace Verwaltung.Events;

/// <summary>How far a rebuild has come.</summary>
/// <param name="Projection">Its name.</param>
/// <param name="Events">Events read so far.</param>
/// <param name="Total">Events there were when it began.</param>
/// <param name="Rows">Rows written so far.</param>
public sealed record RebuildProgress(string Projection, long Events, long Total, long Rows);

/// <summary>Makes the rows of a projection anew from all events while hosts go on writing.</summary>
public sealed class ProjectionRebuild(EventStore store)
{
    /// <summary>The projections there are.</summary>
    public IReadOnlyList<string> Names => store.Options.ProjectionNames;

    /// <summary>Rebuilds a projection into new tables and puts them in the place of the old ones.</summary>
    /// <exception cref="ArgumentException">No projection has this name.</exception>
    public Task RunAsync(string name, IProgress<RebuildProgress>? progress = null, CancellationToken cancel = default) => throw new NotSupportedException();
}
