using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;

namespace Verwaltung.Cases;

/// <summary>
/// No mail could be sent: what it was about goes by post. A question or a request to pay is set as a letter, once for each mail; a notice is a letter already
/// and leaves the mailbox.
/// </summary>
internal static class MailNotPossibleHandler
{
    public static async Task<JobDone?> LoadAsync(MailNotPossible failed, Case? @case, CaseLetters letters, CancellationToken cancellation) =>
        @case?.Holds(failed.Mail) != false ? null : failed.Template switch
        {
            MailTemplates.QuestionOpen when @case.Question is { IsOpen: true } =>
                await letters.QuestionAsync(@case, failed.Mail, FeelContext.Empty, cancellation),
            MailTemplates.PaymentOpen when !@case.IsClosed => await letters.PaymentAsync(@case, failed.Mail, cancellation),
            _ => null,
        };

    /// <param name="letter">Stored already; null where none is due.</param>
    public static Decision Decide(MailNotPossible failed, Case? @case, JobDone? letter, Context context)
    {
        if (letter is not null)
            return letter.Messages.Aggregate(Decision.Of(letter.Events), (decision, message) => decision.Send(message));
        if (failed.Template is MailTemplates.QuestionOpen or MailTemplates.PaymentOpen || Provision.AnnouncedBy(failed.Mail, @case) is not { } job)
            return Decision.Nothing;

        var notice = @case!.Issued.Id;
        return Decision.Of(new NoticeNotAnnounced(notice, failed.Reason, context.Now), new NoticeQueuedForPost(notice, context.Now))
            .Then(Provision.Announced(job))
            .Send(Provision.ByPost(@case));
    }
}
