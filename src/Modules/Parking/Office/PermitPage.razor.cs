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

    private async Task ReturnAsync() => Show((await Graph.RunAsync<Returned>(typeof(PermitPage), new { input = new { permitId = _permit.Id } }, "Return")).Data.ReturnPermit, "return");

    private async Task ReplaceAsync() => Show((await Graph.RunAsync<Replaced>(typeof(PermitPage), new { input = new { permitId = _permit.Id } }, "Replace")).Data.ReplacePermit, "replace");

    private void Show(Answer answer, string done)
    {
        if (answer.Errors is [var refused, ..]) Refuse("", Texts[$"refusal.{refused.Code}"]);
        else Navigation.NavigateTo($"/permits/{answer.Permit!.Number}?done={done}");
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

        var answer = (await Graph.RunAsync<Revoked>(typeof(PermitPage), new { input = new { caseId = _case, permitId = _permit.Id, movedOutOn } }, "Revoke")).Data.StartRevocation;
        if (answer.Errors is [var refused, ..]) Refuse("", Texts[$"refusal.{refused.Code}"]);
        else Navigation.NavigateTo($"/cases/{answer.RevocationStarted!.CaseId}");
    }

    private void Refuse(string field, string message) => (_errors, Http.Response.StatusCode) = ([new(field, message)], StatusCodes.Status422UnprocessableEntity);

    private TimelineItem Tell(HappeningShown happening) => new(
        happening.At, Texts.Format($"permit.history.{happening.Kind}", happening.Number ?? "", happening.Plate ?? "", happening.On ?? default(DateOnly)), happening.ByName ?? Texts["permit.history.byItself"]);

    private sealed record Page(PermitShown? Permit);
    private sealed record PermitShown(
        Guid Id, string Number, string? HolderName, string Zone, string Plate, DateOnly ValidFrom, DateOnly ValidUntil, Guid? CaseId, string Status, DateOnly? EndsOn, IReadOnlyList<HappeningShown> History);
    private sealed record HappeningShown(DateTimeOffset At, string Kind, string? Number, string? Plate, DateOnly? On, Guid? CaseId, string? ByName);
    private sealed record Returned(Answer ReturnPermit);
    private sealed record Replaced(Answer ReplacePermit);
    private sealed record Answer(NumberShown? Permit, IReadOnlyList<Refused>? Errors);
    private sealed record NumberShown(string Number);
    private sealed record Revoked(RevokeAnswer StartRevocation);
    private sealed record RevokeAnswer(CaseShown? RevocationStarted, IReadOnlyList<Refused>? Errors);
    private sealed record CaseShown(Guid CaseId);
    private sealed record Refused(string Code);
}
