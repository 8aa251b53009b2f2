using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Periods;
using Verwaltung.Web;

namespace Verwaltung.Cases;

public sealed partial class InboxPage
{
    private const int PageSize = 20;
    private static readonly string[] ViewNames = ["new", "mine", "team", "overdue", "follow_up"];
    private static readonly string[] AllColumns = ["choose", "fileNumber", "applicant", "step", "due", "assignee", "received", "action"];

    [SupplyParameterFromQuery] private string? View { get; set; }
    [SupplyParameterFromQuery] private string? Procedure { get; set; }
    [SupplyParameterFromQuery] private string? Order { get; set; }
    [SupplyParameterFromQuery] private string? After { get; set; }
    [SupplyParameterFromQuery] private string? Before { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private Page _page = default!;
    private GraphRefusal? _refusal;

    private string Current => ViewNames.Contains(View) ? View! : "new";
    private bool IsByDue => Order is null ? Current is "overdue" or "follow_up" : Order == "due";
    private DateOnly Today => LegalTime.Day(Time.GetUtcNow());

    private IReadOnlyList<(string View, int Count)> Views =>
        [
            ("new", _page.InboxCounts.New), ("mine", _page.InboxCounts.Mine), ("team", _page.InboxCounts.Team),
            ("overdue", _page.InboxCounts.Overdue), ("follow_up", _page.InboxCounts.FollowUp)
        ];

    // The number of the view; a filtered list of several pages is not counted, which would cost more than reading it.
    private string Caption => (IsFiltered, IsAll: _page.Inbox.PageInfo is { HasNextPage: false, HasPreviousPage: false }) switch
    {
        (_, true) => Number(_page.Inbox.Nodes.Count),
        (true, _) => Texts["inbox.count.filtered"],
        _ => Number(Views.Single(view => view.View == Current).Count),
    };

    private bool IsFiltered => !string.IsNullOrEmpty(Procedure);

    private string Number(int count) => count switch
    {
        1 => Texts["inbox.count.one"],
        >= 100 => Texts.Format("inbox.count", Texts["inbox.many"]),
        _ => Texts.Format("inbox.count", count),
    };

    private IReadOnlyList<KernOption> ProcedureOptions =>
        [new("", Texts["inbox.allProcedures"]), .. _page.Procedures.Select(procedure => new KernOption(procedure.Key, procedure.Title))];

    private IReadOnlyList<KernOption> OrderOptions => [new("newest", Texts["inbox.order.newest"]), new("due", Texts["inbox.order.due"])];

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _page = (await Graph.RunAsync<Page>(typeof(InboxPage), new
    {
        view = Current.ToUpperInvariant(),
        where = IsFiltered ? new { procedureKey = new { eq = Procedure } } : null,
        order = new object[] { IsByDue ? new { due = "ASC" } : new { receivedAt = "DESC" } },
        first = Before is null ? PageSize : (int?)null,
        after = After,
        last = Before is null ? (int?)null : PageSize,
        before = Before,
        language = Texts.Language,
        distributes = Distributes,
    }, "InboxPage")).Data;

    private Task ActAsync() => PostedForm.Values(Http).ContainsKey("distribute") ? DistributeAsync() : TakeAsync();

    /// <summary>Takes a task from the list and opens its case; refused, the list anew with the reason.</summary>
    private async Task TakeAsync()
    {
        if (PostedForm.Values(Http).GetValueOrDefault("take", [""])[0].Split('/') is not [var caseId, var taskId])
            throw new PageStatusException(StatusCodes.Status400BadRequest);

        _refusal = await Graph.DoAsync(typeof(InboxPage), "Claim", new { caseId, taskId });
        if (_refusal is null) Navigation.NavigateTo($"/cases/{caseId}?done=claim");
        else await LoadAsync();
    }

    private string Address(string view, (string Name, string? Value)? cursor = null)
    {
        var query = QueryString.Create("view", view);
        if (!string.IsNullOrEmpty(Procedure)) query = query.Add("procedure", Procedure);
        if (Order is not null) query = query.Add("order", Order);
        if (cursor is { Value: { } place } at) query = query.Add(at.Name, place);
        return $"/inbox{query}";
    }

    private sealed record Page(Connection Inbox, Counts InboxCounts, IReadOnlyList<Offered> Procedures, IReadOnlyList<Person>? Colleagues = null);
    private sealed record Person(Guid Id, string Name);
    private sealed record Counts(int New, int Mine, int Team, int Overdue, int FollowUp);
    private sealed record Offered(string Key, string Title);
    private sealed record Connection(IReadOnlyList<Item> Nodes, Paging PageInfo);
    private sealed record Paging(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
    private sealed record Item(
        Guid Id, string FileNumber, string ProcedureKey, string Step, string State, string? AssigneeName, string ApplicantName,
        DateTimeOffset ReceivedAt, DateOnly Due, Guid? TaskId, DateOnly? FollowUp, string? HandedOverBy, string? HandOverNote);
}
