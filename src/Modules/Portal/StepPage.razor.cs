using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Periods;
using Verwaltung.Web;

namespace Verwaltung.Portal;

public sealed partial class StepPage
{
    private DraftShown _draft = default!;
    private FormStep _step = default!;
    private DraftForm _form = default!;
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _typed;
    private IReadOnlyList<FieldError> _errors = [];
    private string? _uploadRefused;

    [Parameter] public Guid Id { get; set; }
    [Parameter] public string Step { get; set; } = "";

    [SupplyParameterFromQuery] private bool Review { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private FeelEnvironment Environment => Office.At(Time.GetUtcNow());
    private int Position => _form.Steps.ToList().FindIndex(step => step.Key == _step.Key);

    protected override async Task OnInitializedAsync()
    {
        _draft = (await Graph.RunAsync<Page>(typeof(StepPage), new { id = Id, language = Texts.Language }, "StepPage")).Data.Draft
            ?? throw new PageStatusException(StatusCodes.Status404NotFound);
        _form = new DraftForm(_draft, Environment);
        _step = _form.Steps.FirstOrDefault(step => step.Key == Step) ?? throw new PageStatusException(StatusCodes.Status404NotFound);
    }

    private async Task SaveAsync()
    {
        var posted = PostedForm.Values(Http).ToDictionary();
        var uploads = new List<Uploaded>();
        foreach (var field in _step.Fields.OfType<FileField>())
            foreach (var file in PostedForm.Files(Http, field.Key))
                if (await Uploads.StoreAsync(Http, Id, field.Key, file) is { Refusal: var refusal } upload)
                {
                    if (refusal is not null) { Refuse(posted, refusal); return; }
                    posted[field.Key] = field.Multiple ? [.. posted.GetValueOrDefault(field.Key, []), upload.File.ToString()] : [upload.File.ToString()];
                    uploads.Add(upload);
                }

        var answers = _step.Fields.Where(field => posted.ContainsKey(field.Key)).Select(field => new { key = field.Key, values = posted[field.Key] });
        var files = uploads.Select(upload => new { key = upload.Field, file = upload.File });
        var saved = await Graph.DoAsync<DraftSaved>(
            typeof(StepPage), "Save", new { draftId = Id, step = _step.Key, answers, files, language = Texts.Language });
        if (saved.Made is { } draft)
            Navigation.NavigateTo(_form.After(_step, draft.Values, Environment) is { } next && !Review ? _form.Href(next) : $"/apply/{Id}/review");
        else if (saved.Refusal is { Fields: not null } refused)
            (_typed, _errors) = (posted, refused.FieldErrors);
        else
            throw new PageStatusException(StatusCodes.Status409Conflict);
    }

    private void Refuse(IReadOnlyDictionary<string, IReadOnlyList<string>> posted, string code)
    {
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        (_typed, _uploadRefused) = (posted, code);
    }

    private sealed record Page(DraftShown? Draft);
    private sealed record DraftSaved(JsonNode? Values);
}
