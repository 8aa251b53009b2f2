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
    private IReadOnlyList<FormStep> _steps = [];
    private FeelContext _values = FeelContext.Empty;
    private IReadOnlyDictionary<string, FieldOrigin> _origins = new Dictionary<string, FieldOrigin>();
    private IReadOnlyDictionary<string, UploadedFile> _files = new Dictionary<string, UploadedFile>();
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _typed;
    private IReadOnlyList<FieldError> _errors = [];
    private string? _uploadRefused;

    [Parameter] public Guid Id { get; set; }
    [Parameter] public string Step { get; set; } = "";

    [SupplyParameterFromQuery] private bool Review { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private FeelEnvironment Environment => new(Time.GetUtcNow(), LegalTime.Zone);
    private int Position => _steps.ToList().FindIndex(step => step.Key == _step.Key);
    private IReadOnlyList<StepItem> StepItems =>
        [.. _steps.Select(step => new StepItem(step.Title.In(Texts.Culture), StepHref(step))), new StepItem(Texts["review.step"], null)];

    protected override async Task OnInitializedAsync()
    {
        _draft = (await Graph.RunAsync<Page>(typeof(StepPage), new { id = Id, language = Texts.Language }, "StepPage")).Data.Draft
            ?? throw new PageStatusException(StatusCodes.Status404NotFound);
        var form = FormReader.Read(_draft.Form, "antrag").Form!;
        _values = FeelValue.FromJson(_draft.Values) as FeelContext ?? FeelContext.Empty;
        _steps = form.VisibleSteps(_values, Environment);
        _step = _steps.FirstOrDefault(step => step.Key == Step) ?? throw new PageStatusException(StatusCodes.Status404NotFound);
        _origins = _draft.Origins.Where(origin => origin.Source != "applicant").ToDictionary(origin => origin.Path, origin => new FieldOrigin(origin.Source, origin.At));
        _files = _draft.Files.ToDictionary(file => file.File.ToString(), file => new UploadedFile(file.File.ToString(), file.Name));
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
        var files = uploads.Select(upload => new { key = upload.Field, file = upload.File, name = upload.Name });
        var saved = (await Graph.RunAsync<Saved>(
            typeof(StepPage), new { input = new { draftId = Id, step = _step.Key, answers, files, language = Texts.Language } }, "Save")).Data.SaveDraftStep;
        if (saved.Draft is { } draft)
            Navigation.NavigateTo(Next(draft));
        else
            Show(posted, saved.Errors ?? []);
    }

    private string Next(DraftSaved draft)
    {
        var values = FeelValue.FromJson(draft.Values) as FeelContext ?? FeelContext.Empty;
        var steps = FormReader.Read(_draft.Form, "antrag").Form!.VisibleSteps(values, Environment);
        var next = steps.SkipWhile(step => step.Key != _step.Key).Skip(1).FirstOrDefault();
        return Review || next is null ? $"/apply/{Id}/review" : StepHref(next);
    }

    private void Show(IReadOnlyDictionary<string, IReadOnlyList<string>> posted, IReadOnlyList<Refused>? errors)
    {
        if (errors?.FirstOrDefault(error => error.Answers is not null) is not { Answers: { } answers })
            throw new PageStatusException(StatusCodes.Status409Conflict);

        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        _typed = posted;
        _errors = [.. answers.Select(answer => new FieldError(answer.Key, answer.Code, answer.Message is { } own ? LocalText.Of(own) : null, [.. answer.Arguments]))];
    }

    private void Refuse(IReadOnlyDictionary<string, IReadOnlyList<string>> posted, string code)
    {
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        (_typed, _uploadRefused) = (posted, code);
    }

    private string StepHref(FormStep step) => $"/apply/{Id}/{step.Key}";

    private sealed record Page(DraftShown? Draft);

    private sealed record DraftShown(
        Guid Id, string ProcedureTitle, string Form, JsonNode? Values, IReadOnlyList<OriginShown> Origins, IReadOnlyList<FileShown> Files);

    private sealed record OriginShown(string Path, string Source, DateTimeOffset At);
    private sealed record FileShown(Guid File, string Name, string Key);
    private sealed record Saved(SaveAnswer SaveDraftStep);
    private sealed record SaveAnswer(DraftSaved? Draft, IReadOnlyList<Refused>? Errors);
    private sealed record DraftSaved(JsonNode? Values);
    private sealed record Refused(string Code, IReadOnlyList<AnswerShown>? Answers = null);
    private sealed record AnswerShown(string Key, string Code, IReadOnlyList<string> Arguments, string? Message);
}
