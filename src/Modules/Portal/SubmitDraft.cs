using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Portal;

/// <summary>An application that was received.</summary>
[ObjectType]
internal sealed record ReceivedApplication([property: ID] Guid CaseId, string FileNumber, DateTimeOffset ReceivedAt);

[MutationType, Authorize]
internal static class SubmitDraft
{
    [GraphQLDescription("Sends an application. The draft's id becomes the id of the case, so that sending it twice is sending it once.")]
    [Error(typeof(DraftNotFound)), Error(typeof(TrustTooLow)), Error(typeof(AnswersInvalid))]
    public static async Task<Outcome<ReceivedApplication>> SubmitDraftAsync(
        [ID] Guid draftId, string? language, Actor actor, Drafts drafts, IRunner runner,
        Office office, TimeProvider time, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(draftId, actor.Id, cancellation) is not { } draft)
            return await SentBeforeAsync(draftId, actor, drafts, runner, cancellation);

        // The case will run on the procedure that holds now, so that is what the answers have to fit (decision 77).
        var bundle = await runner.InvokeAsync<Bundle?>(new GetActiveBundle(draft.ProcedureKey), cancellation: cancellation)
            ?? throw new InvalidOperationException($"Expected a procedure '{draft.ProcedureKey}', but there is none.");
        if (!TrustLevels.Reaches(actor.TrustLevel, bundle.Settings.TrustLevel))
            return new TrustTooLow(bundle.Settings.TrustLevel);

        var environment = office.At(time.GetUtcNow());
        var errors = FormInput.CheckAll(bundle.Forms[bundle.Settings.ApplicationForm], draft.Values, environment);
        if (!errors.IsEmpty)
        {
            // The pages of the form are those of today from here on; what was typed stays.
            if (draft.Bundle != bundle.Hash) await drafts.SaveAsync(draft with { Bundle = bundle.Hash }, cancellation);
            return Refuse(errors, language);
        }

        try
        {
            var started = await runner.InvokeAsync<CaseStarted>(
                Submission.Of(draft, PeoplesLanguage.Of(language).Code), new InvokeOptions { By = actor.Id.ToString() }, cancellation);
            await drafts.CloseAsync(draftId, time.GetUtcNow(), cancellation);
            return new ReceivedApplication(started.Case.Value, started.FileNumber, started.ReceivedAt);
        }
        catch (FileRefusedException)
        {
            // A draft lives longer than its uploads: they expire after a day.
            return Refuse(Submission.NamedFiles(draft).Select(file => new FieldError(file.Field, "file", null, [])), language);
        }
    }

    private static AnswersInvalid Refuse(IEnumerable<FieldError> errors, string? language)
    {
        var culture = PeoplesLanguage.Of(language).Culture;
        return new AnswersInvalid([.. errors.Select(error => AnswerFault.From(error, culture))]);
    }

    /// <summary>The button pressed twice: the second answer is the first one's.</summary>
    private static async Task<Outcome<ReceivedApplication>> SentBeforeAsync(
        Guid id, Actor actor, Drafts drafts, IRunner runner, CancellationToken cancellation) =>
        await drafts.WasSentAsync(id, actor.Id, cancellation)
        && await runner.InvokeAsync<CaseStarted?>(new FindCase(new CaseId(id), actor.Id), cancellation: cancellation) is { } started
            ? new ReceivedApplication(started.Case.Value, started.FileNumber, started.ReceivedAt)
            : new DraftNotFound();
}
