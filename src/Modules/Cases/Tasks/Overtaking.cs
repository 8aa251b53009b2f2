using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

/// <summary>Tells a clerk who was overtaken who changed what; changes by oneself or by the process alone overtake nobody. What nobody can have seen is refused.</summary>
internal sealed class Overtaking(IMessageBus bus)
{
    public async Task<Refusal?> SinceAsync(
        EventSession session, EventStream<Case> stream, long seen, Actor actor, CancellationToken cancellation)
    {
        if (seen < 1 || seen > stream.CurrentVersion)
            return new UnknownVersion();
        if (seen == stream.CurrentVersion)
            return null;

        var since = await session.FetchStreamAsync(stream.Id, seen + 1, cancellation);
        var last = since.LastOrDefault(e => Timeline.IsAct(e.Data) && By(e) is { } by && by != actor.Id);
        return last is null ? null : new Overtaken(await bus.NameAsync(By(last)!.Value, cancellation), Timeline.KindOf(last), last.Timestamp);
    }

    private static PersonId? By(StoredEvent e) =>
        e.Headers.TryGetValue("by", out var by) && PersonId.TryParse(by, null, out var person) ? person : null;
}
