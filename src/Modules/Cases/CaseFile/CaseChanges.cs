using System.Runtime.CompilerServices;
using System.Security.Claims;
using Marten;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

[SubscriptionType]
internal static class CaseSubscriptions
{
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription(
        "The case as `case` answers it: at once, and again whenever it changed. Ends when it is not, or no longer, the signed-in person's to see.")]
    public static async IAsyncEnumerable<CaseView?> CaseChangedAsync(
        [ID] Guid id, Actor actor, Topics topics, IDocumentStore store, CaseProcess process, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in topics.Latest(Pause, [$"case:{id}"], isFirstAtOnce: true, cancellation))
        {
            var view = await CaseReading.NowAsync(id, actor, store, process, cancellation);
            yield return view;
            if (view is null)
                yield break;
        }
    }
}
