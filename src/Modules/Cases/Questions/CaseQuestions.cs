using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Periods;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>
/// The service tasks around a question to the applicant: a mail says that there is news, a letter asks where there is no address. Inputs are
/// <c>frage</c> and <c>bis</c>, the day told to the applicant (on a day off the next working day); without one the header <c>frist</c> says how long.
/// <c>nachfrist</c> is waited on top.
/// </summary>
internal sealed class CaseQuestions(CaseLetters letters, Office office, TimeProvider time)
{
    private readonly WorkingDays _days = office.WorkingDays;

    public async Task<JobDone> AskAsync(Case @case, JobCreated job, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var inputs = @case.Process.VisibleTo(job.Job);
        var answerBy = Named(inputs.Get("bis")) ?? End(Told(@case, LegalTime.Day(now)), job, "frist");
        var asked = new QuestionAsked(job.Job, answerBy, End(answerBy, job, "nachfrist"), now);
        var values = FeelContext.Empty.With(DataNames.Question, Values(asked, CaseData.Text(inputs.Get("frage"))));
        var told = await TellAsync(@case, job.Job, values, cancellation);
        return told with { Events = [asked, .. told.Events], Result = new JobResult.Completed(values, ValueOrigin.Process) };
    }

    /// <summary>Who has answered meanwhile is not reminded.</summary>
    public async Task<JobDone> RemindAsync(Case @case, JobCreated job, CancellationToken cancellation)
    {
        if (@case.Question is not { IsOpen: true, AnsweredAt: null } question)
            return new JobDone([], []);
        var told = await TellAsync(@case, job.Job, FeelContext.Empty, cancellation);
        return told with { Events = [new QuestionReminded(question.Id, time.GetUtcNow()), .. told.Events] };
    }

    /// <summary>The clock of the service target goes on where it stopped; the three months of § 75 VwGO never stopped.</summary>
    public JobDone Resume(Case @case)
    {
        var now = time.GetUtcNow();
        var question = @case.Question ?? throw new LetterModelException("Expected a question that was asked before, but there is none.");
        var waited = _days.Count(LegalTime.Day(question.AskedAt), LegalTime.Day(now));
        var target = _days.Add(@case.ServiceTarget, waited);
        return new JobDone([new ServiceTargetResumed(question.Id, target, waited, now)], [])
        {
            Result = new JobResult.Completed(FeelContext.Empty.With("ziel", new FeelDate(target)), ValueOrigin.Process),
        };
    }

    private Task<JobDone> TellAsync(Case @case, Guid id, FeelContext asked, CancellationToken cancellation) => @case.Email is null
        ? letters.QuestionAsync(@case, id, asked, cancellation)
        : Task.FromResult(new JobDone([], [new SendMail(id, @case.Id, MailTemplates.QuestionOpen)]));

    /// <summary>A period set by the authority runs from the day on which it was told (§ 31(2) VwVfG); a letter takes four days (§ 41(2)).</summary>
    private DateOnly Told(Case @case, DateOnly day) =>
        @case.Email is null && new Notifications(_days).Compute(new Dispatch(NotificationRule.PostInland, day), day) is Notification.Effective arrived
            ? arrived.Day
            : day;

    private DateOnly? Named(FeelValue value) => Day(value) is { } day ? new Deadlines(_days).EndingOn(day).LastDay : null;

    private static DateOnly? Day(FeelValue value) => value switch
    {
        FeelDate date => date.Value,
        FeelString text when DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => null,
    };

    private DateOnly End(DateOnly from, JobCreated job, string header) => new Deadlines(_days).Compute(from, job.Headers.Get(header) is FeelString length
        ? Period.Parse(length.Value)
        : throw new LetterModelException($"Expected a header '{header}' with a period such as P14D at '{job.ElementId}', but there is none.")).LastDay;

    private static FeelContext Values(QuestionAsked asked, string question) => FeelContext.Empty
        .With("frage", new FeelString(question))
        .With("frist", new FeelDate(asked.AnswerBy))
        .With("ende", new FeelDate(asked.DecideAfter))
        .With("antwort", FeelNull.Instance)
        .With("dateien", FeelList.Empty);
}
