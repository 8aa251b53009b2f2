using System.Security.Claims;
using Marten;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

[QueryType]
internal static class CaseQueries
{
    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription(
        "A case of the signed-in person's teams; null if there is none or it is not theirs to see. "
        + "With `asOf` as it was known at the end of that day: values, documents, notes and timeline; null before it was opened.")]
    public static async Task<CaseView?> CaseAsync(
        [ID] Guid id, DateOnly? asOf, Actor actor, IDocumentStore store, Streams streams, CaseProcess process, CancellationToken cancellation)
    {
        var now = await CaseReading.NowAsync(id, actor, store, process, cancellation);
        if (now is null || asOf is not { } day)
            return now;

        var end = LegalTime.Begin(day.AddDays(1)).AddMicroseconds(-1);
        var events = (await streams.ReadAsync(id, cancellation)).TakeWhile(e => e.Timestamp <= end).ToList();
        return events.Fold<Case>() is { } then
            ? new CaseView(then, await process.BundleAsync(then.Bundle, cancellation), process.Office.WorkingDays, events[^1].Version)
            : null;
    }

    [DataLoader]
    internal static async Task<IReadOnlyDictionary<PersonId, string>> PersonNamesAsync(
        IReadOnlyList<PersonId> keys, Messaging.IRunner runner, CancellationToken cancellation) =>
        (await runner.InvokeAsync<PeopleNames>(new GetPeople(keys), cancellation: cancellation)).ById;
}

internal static class CaseReading
{
    /// <summary>The case as it is; null if it is not the person's to see.</summary>
    public static async Task<CaseView?> NowAsync(Guid id, Actor actor, IDocumentStore store, CaseProcess process, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var stream = await session.Events.FetchForWriting<Case>(id, cancellation);
        return stream.Aggregate is { } @case && @case.MayBeSeenBy(actor)
            ? new CaseView(@case, await process.BundleAsync(@case.Bundle, cancellation), process.Office.WorkingDays, stream.Version())
            : null;
    }
}
