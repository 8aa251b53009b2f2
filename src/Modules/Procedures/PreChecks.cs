using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Procedures;

/// <summary>The answer to a pre-check.</summary>
/// <param name="Yes">Whether the condition seems to be met.</param>
/// <param name="Text">The answer in plain words.</param>
/// <param name="Result">All that the decision said.</param>
/// <param name="Links">Where to go on if the answer is no.</param>
/// <param name="Faults">Fields that could not be read; then there is no answer.</param>
[ObjectType]
internal sealed record PreCheckAnswer(bool Yes, string Text, JsonNode? Result, IReadOnlyList<PreCheckLink> Links, IReadOnlyList<PreCheckFault> Faults);

/// <summary>Where to go on.</summary>
/// <param name="Text">What is there.</param>
/// <param name="Address">Its address.</param>
[ObjectType]
internal sealed record PreCheckLink(string Text, string Address);

/// <summary>A field that could not be read.</summary>
/// <param name="Key">Key of the field.</param>
/// <param name="Code">The rule of the form that it breaks, for example <c>required</c>.</param>
/// <param name="Message">The form's own words for it, if it has some.</param>
[ObjectType]
internal sealed record PreCheckFault(string Key, string Code, string? Message);

[QueryType]
internal static class PreChecks
{
    /// <summary>
    /// Asks a procedure's question before an application, for example whether an address lies in a zone. Nothing is stored. Null if the procedure has
    /// no such question.
    /// </summary>
    /// <param name="procedure">Key of the procedure.</param>
    /// <param name="values">The answers, by key of the question's form.</param>
    /// <param name="language">Language of the texts: de or en.</param>
    public static async Task<PreCheckAnswer?> PreCheckAsync(
        string procedure, JsonObject values, Bundles bundles, Office office, TimeProvider time, CancellationToken cancellation, string language = "de")
    {
        if (await bundles.GetActiveAsync(procedure, cancellation) is not { Settings.PreCheck: { } check } bundle)
            return null;

        var environment = office.At(time.GetUtcNow());
        var given = FeelValue.FromJson(values) as FeelContext ?? FeelContext.Empty;
        var input = FormInput.Check(bundle.Forms[check.Form], null, given, FeelContext.Empty, environment);
        return input.IsValid
            ? Answer(
                check, input.Values, bundle.Decisions.Evaluate(check.Decision, input.Values, environment).Output as FeelContext ?? FeelContext.Empty, language)
            : new PreCheckAnswer(
                false, "", null, [], [
                    .. input.Errors.Select(error => new PreCheckFault(error.Key, error.Code, error.Own?.In(PeoplesLanguage.Of(language).Culture)))
                ]);
    }

    private static PreCheckAnswer Answer(PreCheck check, FeelContext input, FeelContext output, string language)
    {
        var yes = output.Get("treffer") is FeelBoolean { Value: true };
        var text = (yes ? check.Yes : check.No).In(language);
        return new PreCheckAnswer(
            yes, Fill(text, input.With(output)), output.ToJson(),
            yes ? [] : [.. check.NoLinks.Select(link => new PreCheckLink(link.Text.In(language), link.Address))], []);
    }

    private static string Fill(string text, FeelContext values) => Placeholder.Replace(text, match =>
        values.GetPath(match.Groups[1].Value) switch { FeelString word => word.Value, FeelNull => "", var other => other.ToJson()?.ToString() ?? "" });

    private static readonly Regex Placeholder = new(@"\{\{\s*([\w.\-äöüßÄÖÜ]+)\s*\}\}");
}
