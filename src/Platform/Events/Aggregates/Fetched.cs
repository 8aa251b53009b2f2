using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;

namespace Verwaltung.Events;

/// <summary>What a session has fetched for writing, and whose data it says its streams hold, until it is saved.</summary>
internal sealed class Fetched
{
    private static readonly ConditionalWeakTable<IDocumentOperations, Fetched> All = [];
    private readonly Dictionary<Guid, (AggregateAt Before, object Stream)> _streams = [];
    private readonly Dictionary<Guid, Guid> _persons = [];

    public static Fetched Of(IDocumentOperations session) => All.GetOrCreateValue(session);

    public void Keep(Guid id, AggregateAt before, object stream) => _streams[id] = (before, stream);

    public IEventStream<T>? Find<T>(Guid id)
        where T : class =>
        _streams.TryGetValue(id, out var known) ? known.Stream as IEventStream<T> : null;

    public AggregateAt? Before(Guid id) => _streams.TryGetValue(id, out var known) ? known.Before : null;

    public void Protect(Guid stream, Guid person) => _persons[stream] = person;

    public Guid? Person(Guid stream) => _persons.TryGetValue(stream, out var person) ? person : null;

    /// <summary>After a save: streams are at other versions now.</summary>
    public void Clear()
    {
        _streams.Clear();
        _persons.Clear();
    }
}
