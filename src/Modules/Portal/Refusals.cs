using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Outcomes;

namespace Verwaltung.Portal;

internal sealed record ServiceNotFound() : Refusal("portal.service-not-found", "There is no such service.");

internal sealed record DraftNotFound() : Refusal("portal.draft-not-found", "There is no such application, it was sent already, or it is not yours.");

/// <param name="Needed">The level that the service asks for.</param>
internal sealed record TrustTooLow(string Needed) : Refusal("portal.trust-too-low", $"The account needs trust level '{Needed}' for this service.");

internal sealed record StepNotFound() : Refusal("portal.step-not-found", "The form has no such step.");

internal sealed record AnswersInvalid(ImmutableArray<AnswerFault> Answers) : Refusal("portal.answers-invalid", "Some answers need another look.");

/// <summary>What is wrong with one answer; <see cref="Code"/> and <see cref="Arguments"/> are those of the form rules.</summary>
[ObjectType]
internal sealed record AnswerFault(string Key, string Code, ImmutableArray<string> Arguments, string? Message)
{
    public static AnswerFault From(FieldError error, CultureInfo culture) => new(
        error.Key, error.Code, [.. error.Args.Select(argument => Convert.ToString(argument, culture) ?? "")], error.Own?.In(culture));
}
