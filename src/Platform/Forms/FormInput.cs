using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>
/// Reads what people and programs put into a form, by the same rules for portal, clerk and API: hidden and read-only fields are
/// ignored, whatever was sent for them; everything else is brought into its normal form and checked.
/// </summary>
public static class FormInput
{
    /// <summary>Reads posted text as people write it in their language. All values of one step, or of the whole form.</summary>
    /// <param name="posted">The posted texts by field key; file fields carry ids of uploaded files.</param>
    /// <param name="known">What is known already: case data, or the draft.</param>
    public static FormInputResult Read(
        Form form, FormStep? step, IReadOnlyDictionary<string, IReadOnlyList<string>> posted,
        FeelContext known, CultureInfo culture, FeelEnvironment environment) =>
        new InputRound(Components(form, step), known, environment)
            .Run(field => FieldReader.FromText(field, posted.GetValueOrDefault(field.Key, []), culture));

    /// <summary>Checks values that come from a program, in FEEL's own kinds (dates as ISO 8601 strings). A path that is absent counts as empty.</summary>
    public static FormInputResult Check(Form form, FormStep? step, FeelContext values, FeelContext known, FeelEnvironment environment) =>
        new InputRound(Components(form, step), known, environment)
            .Run(field => FieldReader.FromValue(field, values.GetPath(field.Key)));

    /// <summary>
    /// Checks what has been gathered over all steps, before it is sent: the errors of every visible field. Read-only fields are not checked,
    /// the person could not mend them.
    /// </summary>
    public static ImmutableArray<FieldError> CheckAll(Form form, FeelContext gathered, FeelEnvironment environment) =>
        Check(form, null, gathered, gathered, environment).Errors;

    private static List<FormComponent> Components(Form form, FormStep? step) =>
        step is not null ? [.. step.Components] : [.. form.Steps.Select(s => new FormGroup(s.Title, s.Components) { HideWhen = s.HideWhen })];
}

/// <summary>One value as it was read, or why it could not be.</summary>
internal readonly record struct Reading(FeelValue Value, FieldError? Error);

/// <summary>
/// One reading of some fields. Whether a field is asked for may depend on another one of the same page, so visibility is
/// settled first: until nothing changes, fields that are hidden lose their value.
/// </summary>
internal sealed class InputRound(List<FormComponent> components, FeelContext known, FeelEnvironment environment)
{
    public FormInputResult Run(Func<FormField, Reading> read)
    {
        var readings = components.SelectMany(c => c.Fields).ToDictionary(f => f, read, ReferenceEqualityComparer.Instance as IEqualityComparer<FormField>);
        var (fields, all) = Settle(readings);
        var values = fields.Aggregate(FeelContext.Empty, (context, field) => context.WithPath(field.Key, readings[field].Value));
        var errors = fields.Select(field => readings[field].Error ?? FieldRules.Check(field, readings[field].Value, all, environment)).OfType<FieldError>();
        return new FormInputResult(values, [.. errors]);
    }

    private (List<FormField> Fields, FeelContext All) Settle(Dictionary<FormField, Reading> readings)
    {
        var fields = Writable(known, readings.Keys);
        for (var round = 0; ; round++)
        {
            var all = readings.Keys.Except(fields)
                .Where(f => !FormRules.IsReadOnly(f, known, environment))
                .Aggregate(known, (c, f) => c.WithPath(f.Key, FeelNull.Instance));
            all = fields.Aggregate(all, (context, field) => context.WithPath(field.Key, readings[field].Value));
            var next = Writable(all, readings.Keys);
            // Fields that hide each other in a circle never settle; as many rounds as fields is the longest chain there can be.
            if (next.SequenceEqual(fields) || round > readings.Count)
                return (next, all);
            fields = next;
        }
    }

    private List<FormField> Writable(FeelContext context, IEnumerable<FormField> fields)
    {
        var visible = FormRules.VisibleFields(components, context, environment)
            .ToHashSet<FormField>(ReferenceEqualityComparer.Instance as IEqualityComparer<FormField>);
        return [.. fields.Where(f => visible.Contains(f) && !FormRules.IsReadOnly(f, context, environment))];
    }
}
