using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Web;

namespace Verwaltung.Cases;

public sealed partial class CasePage
{
    private CaseShown _case = default!;
    private NextShown? _next;
    private GraphRefusal? _refusal;
    private IReadOnlyList<FieldError> _errors = [];
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _typed;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery] private string? Done { get; set; }
    [SupplyParameterFromQuery] private string? AsOf { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private FeelEnvironment Environment => Office.At(Time.GetUtcNow());
    private FeelContext Values => FeelValue.FromJson(_case.Values) as FeelContext ?? FeelContext.Empty;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var page = (await Graph.RunAsync<Page>(typeof(CasePage), new { id = Id, language = Texts.Language, next = Done == "complete" }, "CasePage")).Data;
        _case = page.Case ?? throw new PageStatusException(StatusCodes.Status404NotFound);
        _next = page.Next?.Nodes.FirstOrDefault(waiting => waiting.Id != Id);
    }

    /// <summary>Work that the process does by itself goes on in a moment; what waits for a register, a date or a person may take long.</summary>
    private bool IsPending => _case is { Tasks: [], IsClosed: false, Incidents: [] } && _case.Step.StartsWith("job:", StringComparison.Ordinal);

    private Form? FormOf(TaskShown task) => task.Form is null ? null : FormReader.Read(task.Form, task.Name).Form;

    private async Task ActAsync(TaskShown task)
    {
        var posted = PostedForm.Values(Http);
        var action = posted.TryGetValue("action", out var actions) ? actions[0] : "";
        _refusal = action switch
        {
            "claim" => await Graph.DoAsync(typeof(CasePage), "Claim", new { caseId = Id, taskId = task.Id }),
            "release" => await Graph.DoAsync(typeof(CasePage), "Release", new { caseId = Id, taskId = task.Id }),
            "complete" => await CompleteAsync(task, posted),
            _ => throw new PageStatusException(StatusCodes.Status400BadRequest),
        };
        await ShowAsync(action);
    }

    private Task<GraphRefusal?> CompleteAsync(TaskShown task, IReadOnlyDictionary<string, IReadOnlyList<string>> posted)
    {
        _typed = posted;
        var input = new
        {
            caseId = Id,
            taskId = task.Id,
            expectedVersion = long.TryParse(posted.GetValueOrDefault("version", ["0"])[0], CultureInfo.InvariantCulture, out var version)
                ? version
                : throw new PageStatusException(StatusCodes.Status400BadRequest),
            fields = FormOf(task)?.AllFields.Where(field => posted.ContainsKey(field.Key)).Select(field => new { key = field.Key, values = posted[field.Key] })
                ?? [],
            language = Texts.Language,
        };
        return Graph.DoAsync(typeof(CasePage), "Complete", input);
    }

    /// <summary>Accepted: the page anew, so that reloading posts nothing. Refused: this page with what was typed and why.</summary>
    private async Task ShowAsync(string action)
    {
        if (_refusal is null)
        {
            Navigation.NavigateTo($"/cases/{Id}?done={action}");
            return;
        }

        _errors = _refusal.FieldErrors;
        await LoadAsync();
    }

    private CaseFieldLine Line(FieldShown field) => new(
        field.Group, field.Label, field.Text, field.IsApplied,
        new FieldOrigin(
            Texts.Has($"origin.case.{field.Origin}")
                ? $"case.{field.Origin}"
                : field.Origin, field.At, field.ByName == _case.ApplicantName
                ? null
                : field.ByName));
}
