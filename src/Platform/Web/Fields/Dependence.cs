using Verwaltung.Feel;
using Verwaltung.Forms;

namespace Verwaltung.Web;

/// <summary>
/// That a component is shown for some answers to one other question of the same page. Found by trying the answers, so that the browser
/// needs no FEEL; what depends on several questions at once is left to the server.
/// </summary>
internal sealed record Dependence(string Key, IReadOnlyList<string> ShownFor)
{
    public static Dependence? Of(FormComponent component, FormView view)
    {
        if (component.HideWhen is not { } hide)
            return null;
        var found = view.Step.Fields
            .Where(f => f != component && hide.Variables.Contains(f.Key.Split('.')[0]) && !FormRules.IsReadOnly(f, view.Shown, view.Environment))
            .Select(f => (f.Key, Answers: Answers(f, view).ToLookup(a => Shows(component, view, f.Key, a.Value), a => a.Posted)))
            .Where(f => f.Answers.Count > 1)
            .ToList();
        return found is [var only] ? new Dependence(only.Key, [.. only.Answers[true]]) : null;
    }

    private static bool Shows(FormComponent component, FormView view, string key, FeelValue answer) =>
        FormRules.IsVisible(component, view.Shown.WithPath(key, answer), view.Environment);

    private static IEnumerable<(string Posted, FeelValue Value)> Answers(FormField field, FormView view) => field switch
    {
        SelectField or RadioField =>
            [("", FeelNull.Instance), .. FormRules.Options((ChoiceField)field, view.Shown, view.Environment).Select(o => (o.Value, (FeelValue)o.Value))],
        CheckboxField => [("", false), ("true", true)],
        _ => [],
    };
}
