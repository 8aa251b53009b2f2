using JasperFx.Events;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>Streams for readers, also archived ones, which Marten's <c>FetchStreamAsync</c> leaves out.</summary>
public sealed class Streams
{
    private readonly NpgsqlDataSource _source;
    private readonly EventOptions _options;
    private readonly EventReader _reader;

    internal Streams(NpgsqlDataSource source, EventOptions options, EventReader reader) => (_source, _options, _reader) = (source, options, reader);

    /// <summary>All events of a stream, in order.</summary>
    public Task<IReadOnlyList<IEvent>> ReadAsync(Guid stream, CancellationToken cancel) => ReadAsync(stream, [], cancel);

    /// <summary>The events of a stream behind a version, in order, without what stands in their headers: for folding.</summary>
    internal async Task<IReadOnlyList<IEvent>> ReadAsync(Guid stream, long after, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand($"{EventReader.Select} where e.stream_id = $1 and e.version > $2 order by e.version");
        command.Parameters.Add(Sql.Of(stream));
        command.Parameters.Add(Sql.Of(after));
        return await _reader.ReadAsync(command, cancel);
    }

    /// <summary>
    /// The events of a stream but those of some types, whatever their version, in order: what a reader passes over is neither sent nor decrypted.
    /// </summary>
    public async Task<IReadOnlyList<IEvent>> ReadAsync(Guid stream, IReadOnlyCollection<Type> without, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand($"{EventReader.SelectWhole} where e.stream_id = $1 and e.type <> all($2) order by e.version");
        command.Parameters.Add(Sql.Of(stream));
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. _options.NamesOf(without)] });
        return await _reader.ReadAsync(command, cancel);
    }
}
