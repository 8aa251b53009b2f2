using System.Security.Claims;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

[QueryType]
internal static class CaseQueries
{
    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription("A case of the signed-in person's teams; null if there is none or it is not theirs to see.")]
    public static async Task<CaseView?> CaseAsync([ID] Guid id, ClaimsPrincipal user, EventStore store, CaseProcess process, CancellationToken cancellation)
    {
        await using var session = store.OpenSession();
        var stream = await session.FetchForWriting<Case>(id, cancellation);
        return stream.Aggregate is { } @case && @case.MayBeSeenBy(Actor.From(user)!)
            ? new CaseView(@case, await process.BundleAsync(@case.Bundle, cancellation), stream.CurrentVersion)
            : null;
    }

    [DataLoader]
    internal static async Task<IReadOnlyDictionary<PersonId, string>> PersonNamesAsync(
        IReadOnlyList<PersonId> keys, Messaging.IMessageBus bus, CancellationToken cancellation) =>
        (await bus.InvokeAsync<PeopleNames>(new GetPeople(keys), cancellation: cancellation)).ById;
}
