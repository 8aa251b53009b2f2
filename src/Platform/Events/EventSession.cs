using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// A unit of work: reads streams, collects what to append, and commits it at once with everything enlisted. Not for use by
/// several threads. After a failed save nothing is stored; open a new session, read and decide again.
/// </summary>
public sealed class EventSession : IAsyncDisposable
{
    private const int MostTries = 10;
    private readonly EventStore _store;
    private readonly Dictionary<Guid, StreamChange> _changes = [];
    private readonly List<NpgsqlBatchCommand> _enlisted = [];
    private readonly List<Action> _committed = [];

    internal EventSession(EventStore store) => _store = store;

    /// <summary>What the whole conversation has in common; stored with every event of this session.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The message that led to this session; stored with every event.</summary>
    public string? CausationId { get; set; }

    /// <summary>Further facts stored with every event; <c>by</c> is the acting person's id.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    /// <summary>Starts a stream of <typeparamref name="T"/>. If there is one with this id, saving throws <see cref="StreamExistsException"/>.</summary>
    public void StartStream<T>(Guid id, params IReadOnlyList<object> events)
        where T : class
    {
        var change = Change(id);
        (change.Starts, change.Expected, change.Before, change.AggregateType) = (true, 0, AggregateAt.Nothing, typeof(T));
        change.Events.AddRange(events);
    }

    /// <summary>Appends at the end of the stream, whatever its version is then; a stream that does not exist begins with it.</summary>
    public void Append(Guid id, params IReadOnlyList<object> events) => Change(id).Events.AddRange(events);

    /// <summary>
    /// Fetches a stream to decide on it and append to it; saving throws <see cref="ConcurrencyException"/> if someone was faster.
    /// A stream that does not exist has no aggregate and version 0, and begins with what is appended.
    /// </summary>
    public async Task<EventStream<T>> FetchForWriting<T>(Guid id, CancellationToken cancel = default)
        where T : class
    {
        var now = await _store.Loader.LoadAsync(typeof(T), id, cancel);
        var change = Change(id);
        change.Expected = now.Version;
        if (now.Version == 0 || _store.Options.AggregateNameOf(typeof(T)) is not null) (change.AggregateType, change.Before) = (typeof(T), now);
        return new(id, (T?)now.Aggregate, now.Version, change.Events.AddRange, () => [.. change.Events]);
    }

    /// <summary>Fetches a stream that the caller has seen at <paramref name="expectedVersion"/>.</summary>
    /// <exception cref="ConcurrencyException">It is at another version.</exception>
    public async Task<EventStream<T>> FetchForWriting<T>(Guid id, long expectedVersion, CancellationToken cancel = default)
        where T : class
    {
        var stream = await FetchForWriting<T>(id, cancel);
        return stream.CurrentVersion == expectedVersion ? stream : throw new ConcurrencyException(id, expectedVersion, stream.CurrentVersion);
    }

    /// <summary>What a stream is now, or was.</summary>
    /// <param name="id">The stream.</param>
    /// <param name="version">Up to this version; 0: all.</param>
    /// <param name="timestamp">Only what had been appended by then.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null if there was nothing.</returns>
    public async Task<T?> AggregateStreamAsync<T>(Guid id, long version = 0, DateTimeOffset? timestamp = null, CancellationToken cancel = default)
        where T : class =>
        version == 0 && timestamp is null
            ? (T?)(await _store.Loader.LoadAsync(typeof(T), id, cancel)).Aggregate
            : (T?)await _store.Loader.LoadPastAsync(typeof(T), id, version, timestamp, cancel);

    /// <summary>The events of a stream from <paramref name="fromVersion"/> on, in order; empty if there is no such stream.</summary>
    public Task<IReadOnlyList<StoredEvent>> FetchStreamAsync(Guid id, long fromVersion = 0, CancellationToken cancel = default) =>
        _store.Loader.ReadAsync(id, fromVersion - 1, cancel);

    /// <summary>The events of a stream but those of some types, for readers who tell a long story in short: what they pass over is neither sent nor decrypted.</summary>
    public Task<IReadOnlyList<StoredEvent>> FetchStreamAsync(Guid id, IReadOnlyCollection<Type> without, CancellationToken cancel = default) =>
        _store.Loader.ReadAsync(id, 0, cancel, without: [.. _store.Options.NamesOf(without)]);

    /// <summary>
    /// Says whose data the personal members of this session's events on the stream are: they are encrypted with the key of
    /// (person, stream), which is made in the same commit if it is new. Without it the stream's first person is meant.
    /// </summary>
    public void Protect(Guid streamId, Guid personId) => Change(streamId).Person = personId;

    /// <summary>Adds SQL to the commit, after events and rows. It runs without a transaction of its own: if it fails, nothing was done.</summary>
    public void Enlist(NpgsqlBatchCommand command) => _enlisted.Add(command);

    /// <summary>Runs <paramref name="action"/> after a successful save: to wake agents, to tell subscribers.</summary>
    public void OnCommitted(Action action) => _committed.Add(action);

    /// <summary>Commits everything in one batch, or nothing.</summary>
    /// <exception cref="ConcurrencyException">Someone else was faster.</exception>
    /// <exception cref="PostgresException">Enlisted SQL or a row violates a constraint of its own.</exception>
    public async Task SaveChangesAsync(CancellationToken cancel = default)
    {
        using var activity = EventStore.Activities.StartActivity("events.commit");
        List<StreamChange> changes = [.. _changes.Values.Where(change => change.Events.Count > 0).OrderBy(change => change.Id)];
        activity?.SetTag("events.count", changes.Sum(change => change.Events.Count));
        if (changes.Count + _enlisted.Count > 0) await CommitAsync(changes, cancel);

        List<Action> committed = [.. _committed];
        _changes.Clear();
        _enlisted.Clear();
        _committed.Clear();
        if (changes.Count > 0) _store.Signal.Raise();
        foreach (var action in committed) action();
    }

    /// <summary>Forgets what was not saved.</summary>
    public ValueTask DisposeAsync()
    {
        _changes.Clear();
        _enlisted.Clear();
        return ValueTask.CompletedTask;
    }

    private StreamChange Change(Guid id) => _changes.TryGetValue(id, out var change) ? change : _changes[id] = new(id);

    private async Task CommitAsync(List<StreamChange> changes, CancellationToken cancel)
    {
        var blind = changes.Where(change => change.Expected is null).ToList();
        for (var attempt = 1; ; attempt++)
        {
            foreach (var change in changes)
                if (change.AggregateType is null || blind.Contains(change)) await LookAsync(change, isBlind: blind.Contains(change), cancel);
            try
            {
                await ExecuteAsync(changes, cancel);
                return;
            }
            catch (PostgresException e) when (IsConflict(e))
            {
                if (await OvertakenAsync(changes.Except(blind), e, cancel) is { } overtaken) throw overtaken;
                if (blind.Count == 0 || attempt == MostTries) throw await OutrunAsync(blind.Concat(changes).FirstOrDefault(), e, cancel);
                for (var i = 0; i < _enlisted.Count; i++) _enlisted[i] = Copy(_enlisted[i]);
            }
        }
    }

    private async Task ExecuteAsync(List<StreamChange> changes, CancellationToken cancel)
    {
        var commit = new EventCommit(_store, this);
        foreach (var change in changes) await commit.AddAsync(change, cancel);
        await using var connection = await _store.Database.Source.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commit.Commands) batch.BatchCommands.Add(command);
        foreach (var command in _enlisted) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancel);
    }

    // A command remembers how the connection that ran it has prepared it, and the next try may get another one
    // (https://github.com/npgsql/npgsql/issues/6432): it would run whatever bears that name there.
    private static NpgsqlBatchCommand Copy(NpgsqlBatchCommand command)
    {
        var copy = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters) copy.Parameters.Add(parameter.Clone());
        return copy;
    }

    // Of a stream that was not fetched, or only as something else than its aggregate: its version, and its aggregate if that has rows.
    private async Task LookAsync(StreamChange change, bool isBlind, CancellationToken cancel)
    {
        var (version, type) = await _store.StreamAsync(change.Id, cancel);
        change.AggregateType = type is null ? null : _store.Options.AggregateTypeOf(type);
        if (change.AggregateType is { } aggregate && _store.Inline(aggregate).Count > 0)
        {
            change.Before = await _store.Loader.LoadAsync(aggregate, change.Id, cancel);
            version = change.Before.Version;
        }

        if (isBlind) change.Expected = version;
        else if (version != change.Expected) throw new ConcurrencyException(change.Id, change.Expected!.Value, version);
    }

    private async Task<ConcurrencyException?> OvertakenAsync(IEnumerable<StreamChange> fetched, PostgresException cause, CancellationToken cancel)
    {
        foreach (var change in fetched)
        {
            var (actual, _) = await _store.StreamAsync(change.Id, cancel);
            if (actual == change.Expected) continue;
            return change.Starts ? new StreamExistsException(change.Id, actual, cause) : new ConcurrencyException(change.Id, change.Expected!.Value, actual, cause);
        }

        return null;
    }

    private async Task<ConcurrencyException> OutrunAsync(StreamChange? change, PostgresException cause, CancellationToken cancel) => change is null
        ? new(Guid.Empty, 0, 0, cause)
        : new(change.Id, change.Expected ?? 0, (await _store.StreamAsync(change.Id, cancel)).Version, cause);

    private static bool IsConflict(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => e.ConstraintName is "pk_mt_events_stream_and_version" or "pkey_mt_streams_id" or "personal_keys_person_scope",
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => true,
        _ => false,
    };
}
