using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>All streams of a municipality, in the layout of Marten 9.</summary>
public sealed class EventStore : IDisposable
{
    /// <summary>Traces of the store are sent under this name.</summary>
    public const string ActivityName = "Verwaltung.Events";

    internal static readonly ActivitySource Activities = new(ActivityName);

    private readonly ConcurrentDictionary<Type, IReadOnlyList<RowWriter>> _inline = [];
    private readonly Lazy<EventSerializer> _serializer;
    private readonly Lazy<EventReader> _reader;
    private readonly Lazy<AggregateLoader> _loader;

    /// <summary>Use <see cref="EventsRegistration.AddEvents"/>.</summary>
    public EventStore(Database database, EventOptions options, TimeProvider time, IdSource ids, CommitSignal signal)
    {
        (Database, Options, Time, Ids, Signal) = (database, options, time, ids, signal);
        Keys = new(database, options, time, ids) { OnForgotten = ForgottenAsync };
        // Rooms may still be adding to the options.
        _serializer = new(() => new EventSerializer(options));
        _reader = new(() => new EventReader(Serializer, Keys));
        Snapshots = new(database, options, Keys);
        _loader = new(() => new AggregateLoader(database, Reader, Cache, Snapshots));
        Mark = new(database);
        signal.Forgotten += Forgotten;
    }

    /// <summary>The keys of persons.</summary>
    public PersonalKeys Keys { get; }

    /// <summary>What the store knows.</summary>
    public EventOptions Options { get; }

    internal Database Database { get; }
    internal TimeProvider Time { get; }
    internal IdSource Ids { get; }
    internal CommitSignal Signal { get; }
    internal HighWater Mark { get; }
    internal AggregateCache Cache { get; } = new();
    internal SnapshotStore Snapshots { get; }
    internal EventSerializer Serializer => _serializer.Value;
    internal EventReader Reader => _reader.Value;
    internal AggregateLoader Loader => _loader.Value;

    /// <summary>A unit of work: reads, and one commit.</summary>
    public EventSession OpenSession() => new(this);

    /// <summary>The sequence number up to which every event is visible and none can appear any more.</summary>
    public Task<long> HighWaterAsync(CancellationToken cancel = default) => Mark.ReadAsync(cancel);

    /// <summary>
    /// Moves what a stream said before an instant out of the hot table, all but its newest event. It reads as before, in rebuilds too, and
    /// goes on when something is appended.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="before">At least an hour ago: whoever has read the stream has decided by then.</param>
    /// <param name="cancel">Gives up; nothing is half done.</param>
    /// <returns>How many events were moved.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="before"/> is less than an hour ago.</exception>
    public Task<int> ArchiveAsync(Guid stream, DateTimeOffset before, CancellationToken cancel = default) =>
        before <= Time.GetUtcNow() - EventArchive.Rest
            ? EventArchive.MoveAsync(Database, stream, before, cancel)
            : throw new ArgumentOutOfRangeException(nameof(before), before, "Expected an instant at least an hour ago.");

    /// <summary>Lets go of the signal.</summary>
    public void Dispose()
    {
        Signal.Forgotten -= Forgotten;
        Mark.Dispose();
    }

    internal IReadOnlyList<RowWriter> Inline(Type aggregate) =>
        _inline.GetOrAdd(aggregate, type => [.. Options.InlineProjections.Where(p => p.AggregateType == type).Select(p => new RowWriter(p))]);

    internal async Task<(long Version, string? Type)> StreamAsync(Guid id, CancellationToken cancel)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand("select version, type from mt_streams where id = $1", connection) { Parameters = { Sql.Of(id) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1)) : (0, null);
    }

    /// <summary>The events numbered in (<paramref name="after"/>, <paramref name="upTo"/>], in that order.</summary>
    internal async Task<IReadOnlyList<StoredEvent>> ReadAllAsync(NpgsqlConnection connection, long after, long upTo, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"{EventReader.All} where e.seq_id > $1 and e.seq_id <= $2 order by e.seq_id", connection)
        {
            Parameters = { Sql.Of(after), Sql.Of(upTo) },
        };
        return await Reader.ReadAsync(command, cancel);
    }

    /// <summary>The last sequence number given out, committed or not.</summary>
    internal async Task<long> LastNumberAsync(CancellationToken cancel)
    {
        await using var command = Database.Source.CreateCommand("select case when is_called then last_value else 0 end from mt_events_sequence");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The progress of the async projection that is farthest behind.</summary>
    internal async Task<long> LeastProgressAsync(CancellationToken cancel)
    {
        string[] names = [.. Options.AsyncNames.Select(Progress.NameOf)];
        if (names.Length == 0) return long.MaxValue;
        await using var command = Database.Source.CreateCommand(
            "select min(coalesce(p.last_seq_id, 0)) from unnest($1) n(name) left join mt_event_progression p on p.name = n.name");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = names });
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private void Forgotten()
    {
        Keys.ClearCache();
        Cache.Clear();
    }

    private async Task ForgottenAsync(IReadOnlyList<Guid> scopes, CancellationToken cancel)
    {
        Forgotten();
        await Snapshots.ForgetAsync(scopes, cancel);
        var refresh = new RowRefresh(this);
        foreach (var scope in scopes) await refresh.RunAsync(scope, cancel);
    }
}
