using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>The letters of a case, from the templates of its bundle.</summary>
internal sealed class CaseLetters(IRunner runner, CaseProcess process, TimeProvider time)
{
    public async Task<JobDone> ReceiptAsync(Case @case, JobCreated job, CancellationToken cancellation)
    {
        var bundle = await process.BundleAsync(@case.Bundle, cancellation);
        var file = await RenderAsync(@case, bundle, job.Job, LetterKind.Receipt, LetterName.Receipt, Data(@case, bundle), cancellation);
        var now = time.GetUtcNow();
        return new JobDone(
            [new ReceiptSent(file.Id.Value, now), new DocumentAdded(file.Id.Value, file.Name, "receipt", @case.Applicant, now)],
            [new SendMail(job.Job, @case.Id, MailTemplates.Received)]);
    }

    /// <summary>Fills every part of the notice's template; the parts become values that the clerk edits.</summary>
    public async Task<JobDone> DraftAsync(Case @case, JobCreated job, CancellationToken cancellation)
    {
        var bundle = await process.BundleAsync(@case.Bundle, cancellation);
        var template = Header(job, "vorlage") ?? CaseData.Text(@case.Process.VisibleTo(job.Job).GetPath("vorlage"));
        var prefix = template + ".";
        var draft = FeelContext.Empty.With("vorlage", new FeelString(template));
        string[] parts = [.. bundle.Letters.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (parts is [])
            throw new LetterModelException($"Expected letters '{prefix}*' in the bundle to draft the notice from, but there are none.");
        foreach (var part in parts)
        {
            var text = await runner.InvokeAsync<LetterText>(new FillLetter(bundle.Letters[part], Data(@case, bundle)), cancellation: cancellation);
            draft = draft.With(part[prefix.Length..], new FeelString(text.Markdown.Trim()));
        }

        return new JobDone([], []) { Result = new JobResult.Completed(FeelContext.Empty.With(DataNames.Draft, draft), ValueOrigin.Template(template)) };
    }

    public async Task<JobDone> IssueAsync(Case @case, JobCreated job, CancellationToken cancellation)
    {
        var bundle = await process.BundleAsync(@case.Bundle, cancellation);
        var signer = Signer(@case, job);
        var names = await runner.InvokeAsync<PeopleNames>(new GetPeople([signer]), cancellation: cancellation);
        var data = Data(@case, bundle).WithPath(DataNames.Signature, new FeelString(names[signer]));
        var file = await RenderAsync(@case, bundle, job.Job, LetterKind.Letter, LetterName.Notice, data, cancellation);
        var now = time.GetUtcNow();
        return new JobDone(
            [
                new NoticeIssued(job.Job, file.Id.Value, @case.Text(DataNames.Outcome), signer, now),
                new DocumentAdded(file.Id.Value, file.Name, "notice", signer, now),
            ], []);
    }

    /// <summary>What the applicant is asked, as a letter for the post.</summary>
    /// <param name="id">Names the letter; the same id again is the same letter.</param>
    /// <param name="asked">What goes before the case data: the question as it is being asked.</param>
    public async Task<JobDone> QuestionAsync(Case @case, Guid id, FeelContext asked, CancellationToken cancellation)
    {
        var bundle = await process.BundleAsync(@case.Bundle, cancellation);
        var data = CaseData.Leaves(asked).Aggregate(Data(@case, bundle), (all, leaf) => all.WithPath(leaf.Path, leaf.Value));
        var file = await RenderAsync(@case, bundle, id, LetterKind.Letter, LetterName.Question, data, cancellation);
        return new JobDone(
            [new DocumentAdded(file.Id.Value, file.Name, "question", @case.Applicant, time.GetUtcNow())],
            [new QueueForPost(@case.Id, id, file.Id, @case.FileNumber)]);
    }

    /// <summary>Confirms that the application was taken back; who has no mailbox gets it by post.</summary>
    public async Task<JobDone> WithdrawalAsync(Case @case, JobCreated job, CancellationToken cancellation)
    {
        var bundle = await process.BundleAsync(@case.Bundle, cancellation);
        var file = await RenderAsync(@case, bundle, job.Job, LetterKind.Letter, LetterName.Withdrawal, Data(@case, bundle), cancellation);
        return new JobDone(
            [new DocumentAdded(file.Id.Value, file.Name, "withdrawal", @case.Applicant, time.GetUtcNow())],
            [@case.Email is null ? new QueueForPost(@case.Id, job.Job, file.Id, @case.FileNumber) : new SendMail(job.Job, @case.Id, MailTemplates.News)]);
    }

    /// <summary>What is to be paid, until when and how; null where the procedure has no letter <c>zahlungsaufforderung</c>.</summary>
    /// <param name="id">Names the letter; the same id again is the same letter.</param>
    public async Task<JobDone?> PaymentAsync(Case @case, Guid id, CancellationToken cancellation)
    {
        var bundle = await process.BundleAsync(@case.Bundle, cancellation);
        if (!bundle.Letters.ContainsKey(LetterName.Payment.Template!)) return null;
        var file = await RenderAsync(@case, bundle, id, LetterKind.Letter, LetterName.Payment, Data(@case, bundle), cancellation);
        return new JobDone(
            [new DocumentAdded(file.Id.Value, file.Name, "payment-request", @case.Applicant, time.GetUtcNow())],
            [new QueueForPost(@case.Id, id, file.Id, @case.FileNumber)]);
    }

    private Task<StoredFile> RenderAsync(
        Case @case, Bundle bundle, Guid id, LetterKind kind, LetterName letter, FeelContext data, CancellationToken cancellation)
    {
        var template = letter.Template ?? @case.Text(DataNames.DraftTemplate);
        if (!bundle.Letters.TryGetValue(template, out var text))
            throw new LetterModelException($"Expected a letter '{template}' in the bundle, but there is none.");
        var name = letter.FileNameIn(bundle.Settings, template);
        return runner.InvokeAsync<StoredFile>(
            new RenderLetter(new FileId(id), @case.Applicant, @case.Id, @case.Team, kind, text, data, name, LegalTime.Day(time.GetUtcNow())),
            cancellation: cancellation);
    }

    /// <summary>The person who last did one of the steps named by the header <c>unterschrift</c>, in the order of their importance.</summary>
    private static PersonId Signer(Case @case, JobCreated job) =>
        (Header(job, "unterschrift") ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Select(element => @case.CompletedBy.TryGetValue(element, out var person) ? person : (PersonId?)null)
            .FirstOrDefault(person => person is not null)
        ?? throw new LetterModelException($"Expected a completed task among '{Header(job, "unterschrift")}' to sign the notice, but found none.");

    private FeelContext Data(Case @case, Bundle bundle) => @case.Process.Values
        .WithPath(DataNames.Today, new FeelDate(LegalTime.Day(time.GetUtcNow())))
        .WithPath(DataNames.OfficeNumber, new FeelString(bundle.Settings.Department.Number))
        .WithPath(DataNames.OfficeName, new FeelString(bundle.Settings.Department.Name))
        .WithPath(DataNames.OfficeAddress, new FeelString(bundle.Settings.Department.Address))
        .WithPath(DataNames.OfficePhone, new FeelString(bundle.Settings.Department.Phone));

    private static string? Header(JobCreated job, string name) => (job.Headers.Get(name) as FeelString)?.Value;
}

/// <summary>The procedure asks for something, mostly a letter, that its bundle or its course cannot give.</summary>
internal sealed class LetterModelException(string message) : Exception(message);
