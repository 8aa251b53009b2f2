using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Web;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Case data as people read them: with the label and notation of the form that asks for a value, else in plain notation.</summary>
internal sealed class CaseFieldReader(CaseView @case, Texts texts, FeelEnvironment environment)
{
    private readonly FeelContext _values = @case.State.Process.Values;
    private readonly List<FormField> _applied = [.. Fields(@case, isApplication: true)];
    private readonly List<FormField> _others = [.. Fields(@case, isApplication: false)];

    public IReadOnlyList<CaseField> Read() => [.. CaseData.Leaves(_values).Select(leaf => Field(leaf.Path, leaf.Value)).OrderBy(Place)];

    private static IEnumerable<FormField> Fields(CaseView @case, bool isApplication) => @case.Bundle.Forms
        .Where(form => form.Key == @case.Bundle.Settings.ApplicationForm == isApplication)
        .SelectMany(form => form.Value.AllFields);

    private int Place(CaseField field) => _applied.FindIndex(known => known.Key == field.Path) is >= 0 and var place ? place : int.MaxValue;

    private CaseField Field(string path, FeelValue value)
    {
        var applied = _applied.Find(field => field.Key == path);
        var known = applied ?? _others.Find(field => field.Key == path);
        var origin = @case.State.Process.OriginOf(path);
        return new CaseField(
            path, known?.Label.In(texts.Culture) ?? Label(path), value.ToJson(), known is null ? Plain(value) : Text(known, value), applied is not null,
            origin?.Origin ?? ValueOrigin.Model, PersonId.TryParse(origin?.By, null, out var person) ? person : null, origin?.At ?? @case.ReceivedAt);
    }

    private string Text(FormField field, FeelValue value) => field is FileField
        ? string.Join(
            ", ", Ids(value).Select(id => @case.State.Documents.FirstOrDefault(document => document.File.ToString() == id)?.Name ?? texts["field.file"]))
        : FieldDisplay.Text(field, value, _values, environment, texts);

    /// <summary>Lists of findings and the like say what they say in words; the rest of them stands where they are explained.</summary>
    private string Plain(FeelValue value) => value switch
    {
        FeelList list => string.Join(", ", list.Items.Select(Plain)),
        FeelContext context when context.Get("text") is FeelString text => text.Value,
        FeelContext context => string.Join(", ", CaseData.Leaves(context).Select(leaf => FieldDisplay.Plain(leaf.Value, texts))),
        _ => FieldDisplay.Plain(value, texts),
    };

    private string Label(string path) => path[(path.LastIndexOf('.') + 1)..] is var name && texts.Has($"field.{name}") ? texts[$"field.{name}"] : name;

    private static IEnumerable<string> Ids(FeelValue value) =>
        value is FeelList list ? list.Items.OfType<FeelString>().Select(id => id.Value) : value is FeelString id ? [id.Value] : [];
}
