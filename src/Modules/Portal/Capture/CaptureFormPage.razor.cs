using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Web;

namespace Verwaltung.Portal;

public sealed partial class CaptureFormPage
{
    private static readonly string[] Channels = ["COUNTER", "PHONE", "PAPER"];
    private static readonly string[] Checks = ["IDENTITY_CARD", "PASSPORT", "KNOWN_PERSON", "CALL_BACK", "SIGNATURE", "QUESTIONS"];

    private Shown _page = default!;
    private Form _form = default!;
    private FeelContext _values = FeelContext.Empty;
    private IReadOnlyDictionary<string, FieldOrigin> _origins = new Dictionary<string, FieldOrigin>();
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _typed;
    private IReadOnlyList<FieldError> _errors = [];
    private Guid? _id;
    private string? _refusal;
    private bool _noIdentity;

    [Parameter] public string Key { get; set; } = "";
    [Parameter] public Guid Person { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private FeelEnvironment Environment => Office.At(Time.GetUtcNow());

    protected override async Task OnInitializedAsync()
    {
        var question = new { key = Key, person = Person, language = Texts.Language };
        var page = (await Graph.RunAsync<Page>(typeof(CaptureFormPage), question, "CaptureFormPage")).Data.CaptureForm
            ?? throw new PageStatusException(StatusCodes.Status404NotFound);
        _form = FormReader.Read(page.Form, Key).Form!;
        _values = FeelValue.FromJson(page.Values) as FeelContext ?? FeelContext.Empty;
        _origins = page.Origins.ToDictionary(origin => origin.Path, origin => new FieldOrigin(origin.Source, origin.At));
        _page = page;
    }

    private async Task CaptureAsync()
    {
        var posted = PostedForm.Values(Http).ToDictionary();
        _typed = posted;
        _id = Guid.TryParse(Typed("id"), out var id) ? id : throw new PageStatusException(StatusCodes.Status400BadRequest);
        if (_noIdentity = !Checks.Contains(Typed("identity")))
        {
            Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        var files = await StoreAsync(id, posted);
        if (_refusal is null)
            Show(await Graph.DoAsync<Received>(typeof(CaptureFormPage), "Capture", Input(id, posted, files)));
    }

    private async Task<IReadOnlyList<Uploaded>> StoreAsync(Guid id, Dictionary<string, IReadOnlyList<string>> posted)
    {
        var files = new List<Uploaded>();
        foreach (var field in _form.AllFields.OfType<FileField>())
            foreach (var file in PostedForm.Files(Http, field.Key))
            {
                var upload = await Uploads.StoreAsync(Http, id, field.Key, file, new PersonId(Person));
                if (upload.Refusal is { } refusal)
                    (Http.Response.StatusCode, _refusal) = (StatusCodes.Status422UnprocessableEntity, refusal);
                files.Add(upload);
                posted[field.Key] = [.. posted.GetValueOrDefault(field.Key, []), upload.File.ToString()];
            }

        return files;
    }

    private object Input(Guid id, Dictionary<string, IReadOnlyList<string>> posted, IReadOnlyList<Uploaded> files) => new
    {
        id,
        procedure = Key,
        person = Person,
        channel = Typed("channel"),
        identity = Typed("identity"),
        answers = _form.AllFields.Where(field => posted.ContainsKey(field.Key)).Select(field => new { key = field.Key, values = posted[field.Key] }),
        files = files.Select(file => new { key = file.Field, file = file.File }),
        language = Texts.Language,
    };

    private void Show(GraphAnswer<Received> answer)
    {
        if (answer.Made is { } received)
            Navigation.NavigateTo($"/cases/{received.CaseId}?done=captured");
        else if (answer.Refusal is { } refusal)
            (_errors, _refusal) = (refusal.FieldErrors, refusal.FieldErrors is [] ? $"refusal.{refusal.Code}" : null);
    }

    private string? Typed(string name) => _typed?.GetValueOrDefault(name, [""])[0];

    private IReadOnlyList<KernOption> ChannelOptions => [.. Channels.Select(value => new KernOption(value, Texts[$"capture.channel.{value}"]))];

    private IReadOnlyList<KernOption> IdentityOptions => [.. Checks.Select(value => new KernOption(value, Texts[$"capture.identity.{value}"]))];

    private sealed record Page(Shown? CaptureForm);
    private sealed record Shown(
        string Title, string ApplicantName, DateOnly BirthDate, bool HasMailbox, bool IsFromRegister, string Form, JsonNode? Values,
        IReadOnlyList<DraftShown.Origin> Origins);
    private sealed record Received(Guid CaseId);
}
