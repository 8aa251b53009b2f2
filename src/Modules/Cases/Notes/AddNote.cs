using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>Writes a note into a case, open or closed. The same <see cref="Note"/> again changes nothing.</summary>
internal sealed record AddNote(CaseId Case, Guid Note, string Text, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class AddNoteHandler
{
    public static Decision Decide(AddNote command, Case? @case, Context context)
    {
        if (@case?.MayBeSeenBy(command.Actor) != true)
            return new CaseNotFound();
        if (!NoteText.Fits(command.Text))
            return new TextInvalid(NoteText.Most);
        return @case.Notes.Any(note => note.Id == command.Note)
            ? Decision.Nothing
            : Decision.Of(new NoteAdded(command.Note, command.Text.Trim(), command.Actor.Id, context.Now));
    }
}

[MutationType, Authorize(Policy = CasesModule.StaffPolicy)]
internal static class NoteMutations
{
    [GraphQLDescription("Writes a note for colleagues into a case. It is part of the file: whoever may see the file under the right of access sees it.")]
    [Error(typeof(CaseNotFound)), Error(typeof(TextInvalid))]
    public static Task<Outcome<ChangedCase>> AddNoteAsync(
        [ID] Guid caseId, [ID] Guid noteId, string text, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new AddNote(new CaseId(caseId), noteId, text, actor), idempotencyKey, actor, cancellation);
}

[ExtendObjectType(typeof(CaseNote))]
internal static class CaseNoteFields
{
    public static async Task<string> ByNameAsync([Parent] CaseNote note, DataLoader<PersonId, string> names) => await names.LoadAsync(note.By) ?? "–";
}
