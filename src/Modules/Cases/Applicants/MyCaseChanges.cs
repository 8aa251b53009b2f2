using System.Runtime.CompilerServices;
using System.Security.Claims;
using Marten;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

[SubscriptionType]
internal static class MyCaseSubscriptions
{
    [Authorize]
    [GraphQLDescription("One of the signed-in person's own cases: at once, and again whenever it changed. Ends at once when there is none of that id.")]
    public static async IAsyncEnumerable<MyCase?> MyCaseChangedAsync(
        [ID] Guid id, Actor actor, Topics topics, IDocumentStore store, CaseProcess process, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in topics.Latest(CaseSubscriptions.Pause, [$"case:{id}"], isFirstAtOnce: true, cancellation))
        {
            var mine = await MyCasesQueries.MyCaseAsync(id, actor, store, process, cancellation);
            yield return mine;
            if (mine is null)
                yield break;
        }
    }
}
