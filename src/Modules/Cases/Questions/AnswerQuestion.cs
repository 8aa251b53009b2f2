using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>
/// The applicant answers with the procedure's form <c>antwort</c>, or a clerk writes down what came by letter or phone; file fields carry ids of
/// uploads.
/// </summary>
internal sealed record AnswerQuestion(
    CaseId Case, Actor Actor, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields, CultureInfo Culture) : IAsk<Outcome<ChangedCase>>;

internal static class AnswerQuestionHandler
{
    public static async Task<AnswerForm?> LoadAsync(
        AnswerQuestion command, Case? @case, CaseProcess process, IRunner runner, CancellationToken cancellation) =>
        @case?.IsSpokenForBy(command.Actor) == true && @case.IsAsked
            ? await AnswerForm.LoadAsync((await process.BundleAsync(@case.Bundle, cancellation)).Forms[Question.Answer], command.Fields, runner, cancellation)
            : null;

    /// <summary>Values, documents and the message to the process are one commit.</summary>
    public static Decision Decide(AnswerQuestion command, Case? @case, AnswerForm? answer, Office office, Context context)
    {
        if (@case?.IsSpokenForBy(command.Actor) != true)
            return new CaseNotFound();
        if (answer is null || !@case.IsAsked)
            return new NothingAsked();
        var input = FormInput.Read(answer.Form, null, command.Fields, @case.Process.Values, command.Culture, office.At(context.Now));
        if (!input.IsValid)
            return new FieldsInvalid([.. input.Errors.Select(error => FieldFault.From(error, command.Culture))]);

        var files = answer.FilesIn(input.Values);
        var answered = Decision.Of([
            new QuestionAnswered(@case.Question!.Id, command.Actor.Id, context.Now),
            .. answer.Stored(files).Select(file => new DocumentAdded(file.Id.Value, file.Name, "attachment", command.Actor.Id, context.Now)),
        ]);
        var kept = files is [] ? answered : answered.Do(new AttachFiles(@case.Id, @case.Applicant, @case.Team, files));
        return kept.Then(new Trigger.SetValues(input.Values, command.Actor.IsStaff ? ValueOrigin.Clerk : ValueOrigin.Applicant), command.Actor.Id)
            .Deliver(Question.Answer);
    }
}

/// <summary>The form for an answer, and what is known of the files that were sent with it.</summary>
internal sealed record AnswerForm(Form Form, IReadOnlyList<StoredFile> Files)
{
    public static async Task<AnswerForm> LoadAsync(
        Form form, IReadOnlyDictionary<string, IReadOnlyList<string>> fields, IRunner runner, CancellationToken cancellation)
    {
        FileId[] sent = [.. form.AllFields.OfType<FileField>().SelectMany(field => fields.GetValueOrDefault(field.Key, []))
            .Where(id => Guid.TryParse(id, out _)).Select(id => new FileId(Guid.Parse(id)))];
        return new(form, sent is [] ? [] : (await runner.InvokeAsync(new GetFiles(sent), cancellation: cancellation)).Files);
    }

    /// <summary>The uploads that valid values name; a hidden field names none, whatever was sent for it.</summary>
    public IReadOnlyList<FileId> FilesIn(FeelContext values) => [.. Form.AllFields.OfType<FileField>()
        .SelectMany(field => values.GetPath(field.Key) is FeelList many ? many.Items : [values.GetPath(field.Key)])
        .OfType<FeelString>().Select(id => new FileId(Guid.Parse(id.Value)))];

    public IEnumerable<StoredFile> Stored(IReadOnlyList<FileId> files) => files.SelectMany(id => Files.Where(file => file.Id == id).Take(1));
}
