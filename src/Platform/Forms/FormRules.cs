using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>What is true of a form given what is known: which parts are hidden or read-only, which answers are offered.</summary>
public static class FormRules
{
    /// <summary>Whether the component is shown and read: its <c>hide</c> does not hold.</summary>
    public static bool IsVisible(FormComponent component, FeelContext known, FeelEnvironment environment) =>
        !Holds(component.HideWhen, known, environment);

    /// <summary>Whether the field is only shown.</summary>
    public static bool IsReadOnly(FormField field, FeelContext known, FeelEnvironment environment) =>
        Holds(field.ReadOnlyWhen, known, environment);

    /// <summary>The answers that a choice offers now.</summary>
    public static IReadOnlyList<FormOption> Options(ChoiceField field, FeelContext known, FeelEnvironment environment) => field.Options switch
    {
        { Expression: { } expression } => [.. FromList(expression.Evaluate(known, environment))],
        { Path: { } path } => [.. FromList(known.GetPath(path))],
        var options => options.Fixed,
    };

    /// <summary>The fields of these components that are shown, groups opened; a hidden group hides what is in it.</summary>
    public static IEnumerable<FormField> VisibleFields(IEnumerable<FormComponent> components, FeelContext known, FeelEnvironment environment) =>
        components.Where(c => IsVisible(c, known, environment)).SelectMany(c => c switch
        {
            FormGroup group => VisibleFields(group.Components, known, environment),
            FormField field => [field],
            _ => [],
        });

    /// <summary>What stands in a field of which nothing is known yet.</summary>
    public static FeelValue Proposal(FormField field, FeelContext known, FeelEnvironment environment) =>
        field.Prefill?.Evaluate(known, environment).ToPlain() ?? field.Default;

    internal static bool Fails(FeelExpression? expression, FeelContext known, FeelEnvironment environment) =>
        expression?.Evaluate(known, environment) is FeelBoolean { Value: false };

    internal static bool Holds(FeelExpression? expression, FeelContext known, FeelEnvironment environment) =>
        expression?.Evaluate(known, environment) is FeelBoolean { Value: true };

    private static IEnumerable<FormOption> FromList(FeelValue value) =>
        value is FeelList list ? list.Items.Select(Option).OfType<FormOption>() : [];

    private static FormOption? Option(FeelValue item) => item switch
    {
        FeelString text => new FormOption(text.Value, LocalText.Of(text.Value)),
        FeelContext context when context.Get("value") is FeelString value =>
            new FormOption(value.Value, LocalText.Of(context.Get("label") is FeelString label ? label.Value : value.Value)),
        _ => null,
    };
}
