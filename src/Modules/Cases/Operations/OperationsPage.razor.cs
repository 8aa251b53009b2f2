using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Web;

namespace Verwaltung.Cases;

public sealed partial class OperationsPage
{
    private static readonly string[] IncidentColumns = ["case", "element", "code", "message", "action"];
    private static readonly string[] MessageColumns = ["type", "reason", "attempts", "at", "action"];

    private Page _page = default!;
    private GraphRefusal? _refusal;

    [SupplyParameterFromQuery] private string? Done { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private IReadOnlyList<(string State, long Count)> Numbers =>
    [
        ("ready", _page.MessageNumbers.Ready), ("running", _page.MessageNumbers.Running),
        ("scheduled", _page.MessageNumbers.Scheduled), ("dead", _page.MessageNumbers.Dead),
    ];

    private IReadOnlyList<string> Broken =>
        [.. _page.ProcedureOverviews.Where(procedure => procedure.Newest is { Good: false }).Select(procedure => procedure.Title)];

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _page = (await Graph.RunAsync<Page>(typeof(OperationsPage), new { language = Texts.Language }, "OperationsPage")).Data;

    private async Task ActAsync()
    {
        var posted = PostedForm.Values(Http);
        (var action, _refusal) = posted switch
        {
            _ when posted.TryGetValue("retry", out var step) && step[0].Split('/') is [var caseId, var incidentId] =>
                ("retry", await Graph.DoAsync(typeof(OperationsPage), "Retry", new { caseId, incidentId })),
            _ when posted.TryGetValue("replay", out var message) =>
                ("replay", await Graph.DoAsync(typeof(OperationsPage), "Replay", new { messageId = message[0] })),
            _ when posted.TryGetValue("discard", out var message) =>
                ("discard", await Graph.DoAsync(typeof(OperationsPage), "Discard", new { messageId = message[0] })),
            _ => throw new PageStatusException(StatusCodes.Status400BadRequest),
        };
        if (_refusal is null) Navigation.NavigateTo($"/operations?done={action}");
        else await LoadAsync();
    }

    private sealed record Page(
        IReadOnlyList<StoppedShown> StoppedSteps, IReadOnlyList<FailedShown> FailedMessages, NumbersShown MessageNumbers,
        IReadOnlyList<ProcedureShown> ProcedureOverviews);

    private sealed record StoppedShown(Guid CaseId, Guid IncidentId, string FileNumber, string ElementName, string Code, string Message);
    private sealed record FailedShown(Guid Id, string Type, string Reason, int Attempts, DateTimeOffset At, string? TraceId);
    private sealed record NumbersShown(long Ready, long Scheduled, long Running, long Dead);
    private sealed record ProcedureShown(string Title, NewestShown? Newest);
    private sealed record NewestShown(bool Good);
}
