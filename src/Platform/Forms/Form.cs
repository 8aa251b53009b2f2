using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>A form as read from form-js JSON: steps in order, each with its components.</summary>
/// <param name="Id">The form's id, by which a user task names it (<c>zeebe:formDefinition</c>).</param>
public sealed record Form(string Id, ImmutableArray<FormStep> Steps)
{
    /// <summary>Every field of every step, groups opened, in reading order.</summary>
    public IEnumerable<FormField> AllFields => Steps.SelectMany(s => s.Fields);

    /// <summary>The field of this key, or null.</summary>
    public FormField? Field(string key) => AllFields.FirstOrDefault(f => f.Key == key);

    /// <summary>The step of this key, or null.</summary>
    public FormStep? Step(string key) => Steps.FirstOrDefault(s => s.Key == key);

    /// <summary>The steps that are asked for, given what is known: a step whose <c>hide</c> holds is skipped.</summary>
    public IReadOnlyList<FormStep> VisibleSteps(FeelContext known, FeelEnvironment environment) =>
        [.. Steps.Where(s => !FormRules.Holds(s.HideWhen, known, environment))];
}

/// <summary>
/// One page of a form: a top-level group with <c>properties.step</c>, or the run of components that carry the same one.
/// A form without steps is one step, keyed by the form's id.
/// </summary>
public sealed record FormStep(string Key, LocalText Title, ImmutableArray<FormComponent> Components, FeelExpression? HideWhen = null)
{
    /// <summary>The fields of this step, groups opened, in reading order.</summary>
    public IEnumerable<FormField> Fields => Components.SelectMany(c => c.Fields);
}

/// <summary>A part of a form. Closed: texts, groups, lines, gaps and the fields of <see cref="FormField"/>.</summary>
public abstract record FormComponent
{
    private protected FormComponent() { }

    /// <summary>The component's id in the file, unique in the form.</summary>
    public string Id { get; init; } = "";

    /// <summary>FEEL (form-js <c>conditional.hide</c>): when it holds, the component is neither shown nor read.</summary>
    public FeelExpression? HideWhen { get; init; }

    internal virtual IEnumerable<FormField> Fields => [];
}

/// <summary>Explaining text in Markdown; <c>{{ FEEL }}</c> in it is replaced by values.</summary>
public sealed record FormText(LocalText Markdown) : FormComponent;

/// <summary>Components that belong together, under a common label.</summary>
public sealed record FormGroup(LocalText Label, ImmutableArray<FormComponent> Components) : FormComponent
{
    internal override IEnumerable<FormField> Fields => Components.SelectMany(c => c.Fields);
}

/// <summary>A line between components.</summary>
public sealed record FormSeparator : FormComponent;

/// <summary>An empty gap, its height in CSS pixels.</summary>
public sealed record FormSpacer(int Height) : FormComponent;
