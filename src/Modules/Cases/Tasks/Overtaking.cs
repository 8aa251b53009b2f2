using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>
/// Tells a clerk who was overtaken who changed what; changes by oneself or by the process alone overtake nobody. What nobody can have seen is
/// refused.
/// </summary>
internal sealed class Overtaking(IRunner runner)
{
    public async Task<Refusal?> SinceAsync(
        IDocumentSession session, CaseId @case, long version, long seen, Actor actor, CancellationToken cancellation)
    {
        if (seen < 1 || seen > version)
            return new UnknownVersion();
        if (seen == version)
            return null;

        var since = await session.Events.FetchStreamAsync(@case.Value, fromVersion: seen + 1, token: cancellation);
        var last = since.LastOrDefault(e => Timeline.IsAct(e.Data) && By(e) is { } by && by != actor.Id);
        return last is null ? null : new Overtaken(await runner.NameAsync(By(last)!.Value, cancellation), Timeline.KindOf(last), last.Timestamp);
    }

    private static PersonId? By(IEvent e) =>
        PersonId.TryParse(e.By(), null, out var person) ? person : null;
}
