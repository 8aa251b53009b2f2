using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Portal;

/// <summary>One answer as it was typed; several values for a list. Files are named by the ids they were uploaded under.</summary>
internal sealed record TypedAnswer(string Key, IReadOnlyList<string> Values);

/// <summary>A file uploaded for a field.</summary>
internal sealed record UploadedAnswer(string Key, [property: ID] Guid File);

[MutationType, Authorize]
internal static class SaveDraftStep
{
    [GraphQLDescription(
        "Saves the answers of one step of the form, typed in the notation of `language`. "
        + "What is wrong is answered and nothing is saved; the step that comes next is in the draft.")]
    [Error(typeof(DraftNotFound)), Error(typeof(StepNotFound)), Error(typeof(AnswersInvalid))]
    public static async Task<Outcome<DraftView>> SaveDraftStepAsync(
        [ID] Guid draftId, string step, IReadOnlyList<TypedAnswer> answers, IReadOnlyList<UploadedAnswer>? files, string? language,
        Actor actor, Drafts drafts, IRunner runner, Office office, TimeProvider time, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(draftId, actor.Id, cancellation) is not { } draft)
            return new DraftNotFound();

        var bundle = await runner.InvokeAsync<Bundle>(new GetBundle(draft.Bundle), cancellation: cancellation);
        var form = bundle.Forms[bundle.Settings.ApplicationForm];
        if (form.Step(step) is not { } asked)
            return new StepNotFound();

        var culture = PeoplesLanguage.Of(language).Culture;
        var input = FormInput.Read(form, asked, ByKey(answers), draft.Values, culture, office.At(time.GetUtcNow()));
        if (!input.IsValid)
            return new AnswersInvalid([.. input.Errors.Select(error => AnswerFault.From(error, culture))]);

        var saved = draft.With(Draft.Leaves(input.Values), ValueOrigin.Applicant, time.GetUtcNow()) with
        {
            Files = Merge(draft.Files, await UploadedFiles.NamedAsync(files ?? [], runner, cancellation)),
        };
        return await drafts.SaveAsync(saved, cancellation) ? new DraftView(saved, bundle) : new DraftNotFound();
    }

    private static Dictionary<string, IReadOnlyList<string>> ByKey(IReadOnlyList<TypedAnswer> answers)
    {
        var byKey = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var answer in answers)
            if (!byKey.TryAdd(answer.Key, answer.Values))
                throw new GraphQlException($"The field '{answer.Key}' is answered twice.", ErrorCodes.BadUserInput);
        return byKey;
    }

    private static ImmutableArray<DraftFile> Merge(ImmutableArray<DraftFile> known, IReadOnlyList<DraftFile> added) =>
        [.. known.Where(file => added.All(other => other.File != file.File)), .. added];
}
