using System.Security.Claims;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

[QueryType]
internal static class CaseQueries
{
    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription("A case of the signed-in person's teams; null if there is none or it is not theirs to see. With `asOf` as it was known at the end of that day: values, documents, notes and timeline; null before it was opened.")]
    public static async Task<CaseView?> CaseAsync(
        [ID] Guid id, DateOnly? asOf, Actor actor, EventStore store, CaseProcess process, CancellationToken cancellation)
    {
        await using var session = store.OpenSession();
        var stream = await session.FetchForWriting<Case>(id, cancellation);
        if (stream.Aggregate is not { } @case || !@case.MayBeSeenBy(actor))
            return null;
        if (asOf is not { } day)
            return new CaseView(@case, await process.BundleAsync(@case.Bundle, cancellation), process.Office.WorkingDays, stream.CurrentVersion);

        var end = LegalTime.Begin(day.AddDays(1)).AddMicroseconds(-1);
        var version = (await session.FetchStreamAsync(id, cancel: cancellation)).LastOrDefault(e => e.Timestamp <= end)?.Version;
        return version is { } last && await session.AggregateStreamAsync<Case>(id, last, cancel: cancellation) is { } then
            ? new CaseView(then, await process.BundleAsync(then.Bundle, cancellation), process.Office.WorkingDays, last)
            : null;
    }

    [DataLoader]
    internal static async Task<IReadOnlyDictionary<PersonId, string>> PersonNamesAsync(
        IReadOnlyList<PersonId> keys, Messaging.IMessageBus bus, CancellationToken cancellation) =>
        (await bus.InvokeAsync<PeopleNames>(new GetPeople(keys), cancellation: cancellation)).ById;
}
