using System.Globalization;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>
/// The applicant answers with the procedure's form <c>antwort</c>, or a clerk writes down what came by letter or phone; file fields carry ids of
/// uploads.
/// </summary>
internal sealed record AnswerQuestion(
    CaseId Case, Actor Actor, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields, CultureInfo Culture) : IAsk<Outcome<ChangedCase>>;

internal static class AnswerQuestionHandler
{
    /// <summary>Values, documents and the message to the process are one commit.</summary>
    public static async Task<(Outcome<ChangedCase>, OutgoingMessages)> HandleAsync(
        AnswerQuestion command, IDocumentSession session, CaseProcess process, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.IsSpokenForBy(command.Actor))
            return (new CaseNotFound(), []);
        if (@case.Question is not { IsOpen: true } question || !@case.IsWaitingFor(Question.Answer))
            return (new NothingAsked(), []);

        var form = (await process.BundleAsync(@case.Bundle, cancellation)).Forms[Question.Answer];
        var now = time.GetUtcNow();
        var input = FormInput.Read(form, null, command.Fields, @case.Process.Values, command.Culture, process.Office.At(now));
        if (!input.IsValid)
            return (new FieldsInvalid([.. input.Errors.Select(error => FieldFault.From(error, command.Culture))]), []);

        stream.AppendOne(new QuestionAnswered(question.Id, command.Actor.Id, now));
        stream.AppendMany(await FileAsync(@case, Files(form, input.Values), command, runner, now, cancellation));
        var origin = command.Actor.IsStaff ? ValueOrigin.Clerk : ValueOrigin.Applicant;
        var (after, messages) = await process.StepAsync(stream, @case, new Trigger.SetValues(input.Values, origin), command.Actor.Id, cancellation);
        messages.AddRange(await process.DeliverAsync(stream, after, Question.Answer, cancellation));
        return (ChangedCase.By(stream), messages);
    }

    private static List<FileId> Files(Form form, FeelContext values) => [.. form.AllFields.OfType<FileField>()
        .SelectMany(field => values.GetPath(field.Key) is FeelList many ? many.Items : [values.GetPath(field.Key)])
        .OfType<FeelString>().Select(
            id => Guid.TryParse(id.Value, out var file)
                ? new FileId(file)
                : throw new FileRefusedException("files.unknown", $"There is no file '{id.Value}'."))];

    private static async Task<IEnumerable<DocumentAdded>> FileAsync(
        Case @case, IReadOnlyList<FileId> files, AnswerQuestion command, IRunner runner, DateTimeOffset now, CancellationToken cancellation)
    {
        if (files is [])
            return [];
        await runner.InvokeAsync(new AttachFiles(@case.Id, @case.Applicant, @case.Team, files), cancellation: cancellation);
        var stored = (await runner.InvokeAsync<FilesFound>(new GetFiles(files), cancellation: cancellation)).Files;
        return stored.Select(file => new DocumentAdded(file.Id.Value, file.Name, "attachment", command.Actor.Id, now));
    }
}
