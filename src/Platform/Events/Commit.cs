using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// What every commit does before Marten writes it: events get their ids and times, personal values are sealed with the key of their person (a new one
/// is inserted in
/// the same commit), and the rows of inline projections follow. Rows are made from what was serialised, so that a rebuild, which reads, makes the same.
/// </summary>
internal sealed class Commit(
    EventOptions options, ProtectingSerializer serializer, PersonalKeys keys, AggregateReader aggregates, IdSource ids, TimeProvider time,
    IServiceProvider services) : IProjection
{
    private static readonly ConditionalWeakTable<object, Prepared> Sealed = [];
    private readonly Lazy<ILookup<Type, RowWriter>> _rows = new(
        () => options.InlineProjections.ToLookup(rows => rows.AggregateType, rows => new RowWriter(rows)));

    /// <summary>The JSON prepared for an event that is being committed.</summary>
    public static byte[]? FindSealed(object data) => Sealed.TryGetValue(data, out var prepared) ? prepared.Json : null;

    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var stream in ((IDocumentSession)operations).PendingChanges.Streams().Where(stream => stream.Events.Count > 0).ToList())
        {
            await ReopenAsync(operations, stream, cancellation);
            var key = await SealAsync(operations, stream, cancellation);
            if (await TypeAsync(stream, cancellation) is { } type && _rows.Value[type].ToList() is { Count: > 0 } writers)
                await ProjectAsync(operations, stream, type, writers, key, cancellation);
        }
    }

    // Only what has rested can be archived. The archive needs the store, which is made with this.
    private async Task ReopenAsync(IDocumentOperations session, StreamAction stream, CancellationToken cancel)
    {
        var isFresh = stream.ActionType == StreamActionType.Start || Fetched.Of(session).Before(stream.Id)?.At > time.GetUtcNow() - EventArchive.Rest;
        if (!isFresh) await services.GetRequiredService<EventArchive>().ReopenAsync(stream.Id, cancel);
    }

    private async Task<PersonalKey?> SealAsync(IDocumentOperations session, StreamAction stream, CancellationToken cancel)
    {
        var key = Fetched.Of(session).Person(stream.Id) is { } person ? await KeyAsync(session, person, stream.Id, cancel) : null;
        foreach (var e in stream.Events)
        {
            _ = options.NameOf(e.EventType); // Marten would name it by itself
            (e.Id, e.Timestamp) = (ids.Next(), Microseconds(e.Timestamp));
            if (serializer.Seal(e.Data, e.Id, e.EventTypeName, key) is not { } json)
            {
                key = await OwnerAsync(stream.Id, cancel);
                json = serializer.Seal(e.Data, e.Id, e.EventTypeName, key)!;
            }

            Keep(e, json);
        }

        return key;
    }

    // Appended without having been fetched, a stream does not say what it is of.
    private async Task<Type?> TypeAsync(StreamAction stream, CancellationToken cancel)
    {
        if (stream.AggregateType is { } known) return known;
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select type from mt_streams where id = $1");
        command.Parameters.Add(Sql.Of(stream.Id));
        return await command.ExecuteScalarAsync(cancel) is string name ? options.AggregateTypeOf(name) : null;
    }

    private static void Keep(IEvent e, byte[] json)
    {
        if (Envelope.MayBeIn(json) && Sealed.TryGetValue(e.Data, out var other) && other.Event != e.Id)
            throw new InvalidOperationException(
                $"Expected each event to be an object of its own, but one of {e.EventType} with personal data was appended twice.");
        Sealed.AddOrUpdate(e.Data, new(e.Id, json));
    }

    private async Task ProjectAsync(
        IDocumentOperations session, StreamAction stream, Type type, List<RowWriter> writers, PersonalKey? key, CancellationToken cancel)
    {
        var before = await BeforeAsync(session, stream, type, cancel);
        IReadOnlyDictionary<Guid, PersonalKey> known = key is null ? new Dictionary<Guid, PersonalKey>() : new Dictionary<Guid, PersonalKey> { [key.Id] = key };
        var state = AggregateFold.Of(type).Over(before.Aggregate, stream.Events.Select((e, i) => AsStored(e, before.Version + i + 1, known)));
        var after = new AggregateAt(state, before.Version + stream.Events.Count, stream.Events[^1].Timestamp);
        foreach (var command in writers.SelectMany(writer => writer.Changes(stream.Id, before, after))) session.Enlist(command);
    }

    private async Task<AggregateAt> BeforeAsync(IDocumentOperations session, StreamAction stream, Type type, CancellationToken cancel)
    {
        if (stream.ActionType == StreamActionType.Start) return AggregateAt.Nothing;
        if (Fetched.Of(session).Before(stream.Id) is { } fetched) return fetched;
        var now = await aggregates.LoadAsync(type, stream.Id, cancel);
        stream.ExpectedVersionOnServer ??= now.Version;
        return now;
    }

    private Event<object> AsStored(IEvent e, long version, IReadOnlyDictionary<Guid, PersonalKey> known) =>
        new(serializer.Open(FindSealed(e.Data)!, e.Id, e.EventTypeName, known))
        {
            Id = e.Id,
            StreamId = e.StreamId,
            Version = version,
            Timestamp = e.Timestamp,
        };

    private async Task<PersonalKey> KeyAsync(IDocumentOperations session, Guid person, Guid stream, CancellationToken cancel)
    {
        if (await keys.FindAsync(person, stream, cancel) is { } found) return found;
        var made = keys.New();
        session.Enlist(keys.InsertOf(person, stream, made));
        return made;
    }

    private async Task<PersonalKey> OwnerAsync(Guid stream, CancellationToken cancel) =>
        await keys.OfScopeAsync(stream, cancel)
        ?? throw new InvalidOperationException(
            $"Expected stream {stream} to be protected (session.Protect), because an event appended to it holds personal data.");

    // PostgreSQL keeps microseconds; what is returned must equal what is read again.
    private static DateTimeOffset Microseconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private sealed record Prepared(Guid Event, byte[] Json);
}
