using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Periods;
using Verwaltung.Web;

namespace Verwaltung.Portal;

public sealed partial class ServicePage
{
    private Service _service = default!;
    private Form? _question;
    private Answer? _answer;
    private IReadOnlyList<FieldError> _errors = [];
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _typed;

    [Parameter] public string Key { get; set; } = "";

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private FeelEnvironment Environment => Office.At(Time.GetUtcNow());

    protected override async Task OnInitializedAsync()
    {
        _service = (await Graph.RunAsync<Page>(typeof(ServicePage), new { key = Key, language = Texts.Language }, "ServicePage")).Data.Procedure
            ?? throw new PageStatusException(StatusCodes.Status404NotFound);
        _question = _service.PreCheck is { } check ? FormReader.Read(check.Form, "preCheck").Form : null;
        if (_question is not null && _question.AllFields.Any(field => Http.Request.Query.ContainsKey(field.Key)))
            await AskAsync(_question);
    }

    /// <summary>The question is asked by address, so that its answer can be bookmarked and needs no JavaScript.</summary>
    private async Task AskAsync(Form question)
    {
        _typed = question.AllFields.ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. Http.Request.Query[field.Key].OfType<string>()]);
        var input = FormInput.Read(question, null, _typed, FeelContext.Empty, Texts.Culture, Environment);
        _errors = input.Errors;
        if (input.IsValid)
            _answer = (await Graph.RunAsync<Checked>(
                typeof(ServicePage), new { key = Key, values = input.Values.ToJson(), language = Texts.Language }, "Check")).Data.PreCheck;
    }

    private sealed record Page(Service? Procedure);

    private sealed record Service(
        string Key, string Title, string Summary, string Description, IReadOnlyList<string> Requirements, string Fee, string Duration,
        int? MedianDays, string LegalBasis,
        string AtTheCounter, string ByPost, string ByPhone, string Department, string TrustLevel, Question? PreCheck);

    private sealed record Question(string Title, string Form);
    private sealed record Checked(Answer? PreCheck);
    private sealed record Answer(bool Yes, string Text, IReadOnlyList<Link> Links, IReadOnlyList<Fault> Faults);
    private sealed record Link(string Text, string Address);
    private sealed record Fault(string Key, string Code, string? Message);
}
