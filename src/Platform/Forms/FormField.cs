using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>
/// A component that holds a value. <see cref="Key"/> is a path into the case data (<c>vehicle.plate</c>).
/// </summary>
public abstract record FormField : FormComponent
{
    private protected FormField() { }

    public string Key { get; init; } = "";
    public LocalText Label { get; init; } = LocalText.None;

    /// <summary>One line under the label (form-js <c>description</c>).</summary>
    public LocalText? Description { get; init; }

    /// <summary>A longer explanation that opens on demand (<c>properties.help</c>).</summary>
    public LocalText? Help { get; init; }

    public bool Required { get; init; }

    /// <summary>Shown, never read: what is posted under this key is ignored.</summary>
    public FeelExpression? ReadOnlyWhen { get; init; }

    /// <summary>What stands in the field before anybody typed.</summary>
    public FeelValue Default { get; init; } = FeelNull.Instance;

    /// <summary>FEEL over what is known for what stands in the field before anybody typed (<c>properties.prefill</c>); only pages fill it in.</summary>
    public FeelExpression? Prefill { get; init; }

    /// <summary>The register that knows this value (<c>properties.source</c>), e.g. <c>resident-register</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Values are personal data and encrypted, unless <c>properties.personal</c> says <c>false</c>.</summary>
    public bool Personal { get; init; } = true;

    /// <summary>FEEL that must hold for the values of the form (<c>properties.assert</c>).</summary>
    public FeelExpression? Assert { get; init; }

    /// <summary>
    /// The form's own words for an error, by code (<c>error.pattern</c>), <c>assert.message</c> under <c>assert</c>, <c>error</c> under the empty
    /// code.
    /// </summary>
    public ImmutableDictionary<string, LocalText> Errors { get; init; } = ImmutableDictionary<string, LocalText>.Empty;

    /// <summary>How typed text is brought into its normal form (<c>properties.normalise</c>), see <see cref="Normalisation"/>.</summary>
    public Normalisation? Normalise { get; init; }

    /// <summary>All <c>properties</c> as they stand in the file, for what only a module knows.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    internal override IEnumerable<FormField> Fields => [this];
}

public enum TextFormat { Plain, Email, Phone }

/// <summary>form-js <c>textfield</c>, and <c>textarea</c> when <see cref="Multiline"/>. Value: a string.</summary>
public sealed record TextField : FormField
{
    public bool Multiline { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>Must match somewhere in the normalised text, as in form-js (anchor it in the file).</summary>
    public Regex? Pattern { get; init; }
    public TextFormat Format { get; init; }
}

/// <summary>form-js <c>number</c>. Value: a number with at most <see cref="DecimalDigits"/> places.</summary>
public sealed record NumberField : FormField
{
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public int? DecimalDigits { get; init; }
    public string? Unit { get; init; }
}

/// <summary>form-js <c>datetime</c> of subtype <c>date</c>. Value: the date as an ISO 8601 string, as in form-js.</summary>
public sealed record DateField : FormField
{
    /// <summary>form-js <c>disallowPassedDates</c>: today is the earliest.</summary>
    public bool NotBeforeToday { get; init; }
}

/// <summary>One answer among several. <see cref="Value"/> is what is stored.</summary>
public sealed record FormOption(string Value, LocalText Label);

/// <summary>
/// Where the answers of a choice come from: the file (<c>values</c>), a list in the case data (<c>valuesKey</c>) or
/// FEEL (<c>valuesExpression</c>); the latter give strings or contexts with <c>value</c> and <c>label</c>.
/// </summary>
public sealed record FormOptions(ImmutableArray<FormOption> Fixed, string? Path = null, FeelExpression? Expression = null);

/// <summary>A field answered from a list.</summary>
public abstract record ChoiceField : FormField
{
    private protected ChoiceField() { }

    public FormOptions Options { get; init; } = new([]);
}

/// <summary>form-js <c>select</c>. Value: the chosen option's string.</summary>
public sealed record SelectField : ChoiceField;

/// <summary>form-js <c>radio</c>. Value: the chosen option's string.</summary>
public sealed record RadioField : ChoiceField;

/// <summary>form-js <c>checklist</c>. Value: the list of chosen options' strings.</summary>
public sealed record ChecklistField : ChoiceField;

/// <summary>form-js <c>checkbox</c>. Value: true or false; required means that it must be ticked.</summary>
public sealed record CheckboxField : FormField;

/// <summary>form-js <c>filepicker</c>. Value: the file's id as a string, or a list of them when <see cref="Multiple"/>.</summary>
public sealed record FileField : FormField
{
    /// <summary>As in HTML <c>accept</c>: <c>.pdf,image/*</c>; null accepts all.</summary>
    public string? Accept { get; init; }
    public bool Multiple { get; init; }
}
