using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Web;

namespace Verwaltung.Webhooks;

public sealed partial class WebhooksPage
{
    private static readonly string[] Columns = ["type", "at", "state", "attempts", "action"];

    private IReadOnlyList<WebhookShown> _webhooks = default!;
    private IReadOnlyList<FieldMessage> _errors = [];
    private string? _secret;

    [SupplyParameterFromQuery] private string? Done { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _webhooks = (await Graph.RunAsync<Page>(typeof(WebhooksPage), null, "WebhooksPage")).Data.Webhooks;

    private async Task ActAsync()
    {
        var (action, refusal) = this switch
        {
            _ when Typed("off") is { Length: > 0 } webhookId => ("switch", await DoAsync("Switch", new { webhookId, isOn = false })),
            _ when Typed("on") is { Length: > 0 } webhookId => ("switch", await DoAsync("Switch", new { webhookId, isOn = true })),
            _ when Typed("delete") is { Length: > 0 } webhookId => ("delete", await DoAsync("Delete", new { webhookId })),
            _ when Typed("resend") is { Length: > 0 } deliveryId => ("resend", await DoAsync("Resend", new { deliveryId })),
            _ => throw new PageStatusException(StatusCodes.Status400BadRequest),
        };
        if (refusal is not null) await RefuseAsync("", refusal);
        else Navigation.NavigateTo($"/operations/webhooks?done={action}");
    }

    // No redirect: the secret is shown in this answer and nowhere else.
    private async Task CreateAsync()
    {
        var input = new
        {
            id = Typed("id"),
            url = Typed("url"),
            teams = List("teams"),
            procedureKey = Typed("procedure") is { Length: > 0 } key ? key : null,
            kinds = List("kinds"),
            fromBeginning = Typed("beginning") == "true",
        };
        var answer = await Graph.DoAsync<CreatedShown>(typeof(WebhooksPage), "Create", input);
        if (answer.Refusal is { } refusal)
        {
            await RefuseAsync("url", refusal);
            return;
        }

        _secret = answer.Made?.Secret;
        if (_secret is null) Navigation.NavigateTo("/operations/webhooks");
        else await LoadAsync();
    }

    private Task<GraphRefusal?> DoAsync(string mutation, object input) => Graph.DoAsync(typeof(WebhooksPage), mutation, input);

    private async Task RefuseAsync(string field, GraphRefusal refusal)
    {
        _errors = [new(field, refusal.Text(Texts))];
        await LoadAsync();
    }

    private string AllOr(IReadOnlyList<string>? some) => some is null ? Texts["webhooks.all"] : string.Join(", ", some);

    private string[]? List(string name) => Typed(name)?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } items ? items : null;

    private string? Typed(string name) => Http.Request.HasFormContentType ? Http.Request.Form[name].ToString().Trim() : null;

    /// <summary>What was typed stays while it is refused.</summary>
    private string? Kept(string name) => _secret is null ? Typed(name) : null;

    private sealed record Page(IReadOnlyList<WebhookShown> Webhooks);
    private sealed record WebhookShown(
        Guid Id, string Url, IReadOnlyList<string>? Teams, string? ProcedureKey, IReadOnlyList<string>? Kinds, DateTimeOffset? DisabledAt,
        string? DisabledWhy, int Waiting, IReadOnlyList<DeliveryShown> Deliveries);
    private sealed record DeliveryShown(Guid Id, string Type, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, IReadOnlyList<AttemptShown> Attempts);
    private sealed record AttemptShown(DateTimeOffset At, int? Status, string? Failure, int DurationMs);
    private sealed record CreatedShown(string? Secret);
}
