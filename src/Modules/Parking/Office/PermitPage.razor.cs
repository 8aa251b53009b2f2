using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Periods;
using Verwaltung.Web;

namespace Verwaltung.Parking;

public sealed partial class PermitPage
{
    [Parameter] public string Number { get; set; } = "";
    [SupplyParameterFromQuery] private string? Done { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private PermitShown _permit = default!;
    private IReadOnlyList<FieldMessage> _errors = [];
    private Guid _case;
    private string _movedOutOn = "";

    private bool IsOpen => _permit.Status is "VALID" or "UPCOMING";

    protected override async Task OnInitializedAsync()
    {
        _case = Ids.Next();
        _permit = (await Graph.RunAsync<Page>(typeof(PermitPage), new { number = Number }, "PermitPage")).Data.Permit ?? throw PageStatusException.NotFound();
    }

    private Task ActAsync() => Http.Request.Form["action"].ToString() switch
    {
        "return" => ReturnAsync(),
        "replace" => ReplaceAsync(),
        "revoke" => RevokeAsync(),
        _ => throw new PageStatusException(StatusCodes.Status400BadRequest),
    };

    private async Task ReturnAsync() =>
        Show(await Graph.DoAsync<NumberShown>(typeof(PermitPage), "Return", new { permitId = _permit.Id }), permit => $"/permits/{permit.Number}?done=return");

    private async Task ReplaceAsync() =>
        Show(
            await Graph.DoAsync<NumberShown>(typeof(PermitPage), "Replace", new { permitId = _permit.Id }), permit => $"/permits/{permit.Number}?done=replace");

    private void Show<T>(GraphAnswer<T> answer, Func<T, string> page)
    {
        if (answer.Refusal is { } refusal) Refuse("", refusal.Text(Texts));
        else Navigation.NavigateTo(page(answer.Made!));
    }

    private async Task RevokeAsync()
    {
        _movedOutOn = Http.Request.Form["movedOutOn"].ToString().Trim();
        if (!Guid.TryParse(Http.Request.Form["case"], out _case)) throw new PageStatusException(StatusCodes.Status400BadRequest);
        if (!DateOnly.TryParseExact(_movedOutOn, ["yyyy-MM-dd", "d.M.yyyy"], out var movedOutOn) || movedOutOn > LegalTime.Day(Time.GetUtcNow()))
        {
            Refuse("movedOutOn", Texts["permit.revoke.noDay"]);
            return;
        }

        Show(
            await Graph.DoAsync<CaseShown>(typeof(PermitPage), "Revoke", new { caseId = _case, permitId = _permit.Id, movedOutOn }), begun =>
                $"/cases/{begun.CaseId}");
    }

    private void Refuse(string field, string message) =>
        (_errors, Http.Response.StatusCode) = ([new(field, message)], StatusCodes.Status422UnprocessableEntity);

    private TimelineItem Tell(HappeningShown happening) => new(
        happening.At, Texts.Format(
            $"permit.history.{happening.Kind}", happening.Number ?? "", happening.Plate ?? "", happening.On ?? default(DateOnly)), happening.ByName
            ?? Texts["permit.history.byItself"]);

    private sealed record Page(PermitShown? Permit);
    private sealed record PermitShown(
        Guid Id, string Number, string? HolderName, string Zone, string Plate, DateOnly ValidFrom, DateOnly ValidUntil, Guid? CaseId, string Status,
        DateOnly? EndsOn, IReadOnlyList<HappeningShown> History);
    private sealed record HappeningShown(DateTimeOffset At, string Kind, string? Number, string? Plate, DateOnly? On, Guid? CaseId, string? ByName);
    private sealed record NumberShown(string Number);
    private sealed record CaseShown(Guid CaseId);
}
