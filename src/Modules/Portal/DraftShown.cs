using System.Text.Json.Nodes;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Web;
using Verwaltung.Workflow;

namespace Verwaltung.Portal;

/// <summary>A draft as the pages of an application ask for it.</summary>
internal sealed record DraftShown(
    Guid Id, string ProcedureTitle, string Form, JsonNode? Values, IReadOnlyList<DraftShown.Origin> Origins, IReadOnlyList<DraftShown.Upload> Files)
{
    internal sealed record Origin(string Path, string Source, DateTimeOffset At);
    internal sealed record Upload(Guid File, string Name, string Key);
}

/// <summary>A draft opened: its form with what is answered so far.</summary>
internal sealed class DraftForm
{
    private readonly DraftShown _draft;
    private readonly HashSet<string> _missing;

    public DraftForm(DraftShown draft, FeelEnvironment environment)
    {
        _draft = draft;
        Form = FormReader.Read(draft.Form, "antrag").Form ?? throw new InvalidOperationException($"Expected the form of draft {draft.Id} to be readable.");
        Values = ValuesOf(draft.Values);
        Steps = Form.VisibleSteps(Values, environment);
        _missing = [.. FormInput.CheckAll(Form, Values, environment).Select(error => error.Key)];
        Files = draft.Files.ToDictionary(file => file.File.ToString(), file => new UploadedFile(file.File.ToString(), file.Name));
    }

    public Form Form { get; }
    public FeelContext Values { get; }
    public IReadOnlyList<FormStep> Steps { get; }
    public IReadOnlyDictionary<string, UploadedFile> Files { get; }

    /// <summary>Where values came from; of those that the applicant typed it is said only where it is asked for.</summary>
    public IReadOnlyDictionary<string, FieldOrigin> Origins(bool typed) => _draft.Origins
        .Where(origin => typed || origin.Source != ValueOrigin.Applicant)
        .ToDictionary(origin => origin.Path, origin => new FieldOrigin(origin.Source, origin.At));

    public string Href(FormStep step) => $"/apply/{_draft.Id}/{step.Key}";

    /// <summary>The step after this one, given the answers that were just saved; null after the last.</summary>
    public FormStep? After(FormStep step, JsonNode? saved, FeelEnvironment environment) =>
        Form.VisibleSteps(ValuesOf(saved), environment).SkipWhile(other => other.Key != step.Key).Skip(1).FirstOrDefault();

    public IReadOnlyList<StepItem> Items(Texts texts) =>
        [.. Steps.Select(step => new StepItem(step.Title.In(texts.Culture), Href(step), IsOpen(step))), new StepItem(texts["review.step"], null)];

    private bool IsOpen(FormStep step) => step.Fields.Any(field => _missing.Contains(field.Key));

    private static FeelContext ValuesOf(JsonNode? values) => FeelValue.FromJson(values) as FeelContext ?? FeelContext.Empty;
}
