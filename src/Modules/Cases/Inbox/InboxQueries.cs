using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

[QueryType]
internal static class InboxQueries
{
    [Authorize(Policy = CasesModule.StaffPolicy), UsePaging(DefaultPageSize = 20, MaxPageSize = 100)]
    [UseFiltering(
        nameof(InboxItem.ProcedureKey), nameof(InboxItem.Step), nameof(InboxItem.State), nameof(InboxItem.FileNumber), nameof(InboxItem.Due),
        nameof(InboxItem.ReceivedAt))]
    [UseSorting(nameof(InboxItem.ReceivedAt), nameof(InboxItem.Due))]
    [GraphQLDescription(
        "Open work of the signed-in person's teams, newest first unless ordered otherwise. "
        + "Never behind: it is written in the commit that changes the case.")]
    public static Task<Connection<InboxItem>> InboxAsync(
        Actor actor, InboxReader inbox, TimeProvider time, Filter<InboxItem> where, Sorting<InboxItem> order, PagingArguments paging,
        CancellationToken cancellation, InboxView view = InboxView.Team)
    {
        return inbox.PageAsync(new InboxSelection(view, actor, where, order, LegalTime.Day(time.GetUtcNow())), paging, cancellation);
    }
}

[ExtendObjectType(typeof(InboxItem))]
internal static class InboxItemFields
{
    [GraphQLDescription("Who has taken the task.")]
    public static async Task<string?> AssigneeNameAsync([Parent] InboxItem item, DataLoader<PersonId, string> names) =>
        item.AssigneeId is { } id ? await names.LoadAsync(new PersonId(id)) : null;

    [GraphQLDescription("Who handed the task over to its present holder.")]
    public static async Task<string?> HandedOverByAsync([Parent] InboxItem item, DataLoader<PersonId, string> names) =>
        item.HandedById is { } id ? await names.LoadAsync(new PersonId(id)) : null;
}
