using Verwaltung.Cases.Contracts;
using Wolverine.Attributes;

namespace Verwaltung.Documents.Contracts;

/// <summary>
/// Tells the applicant of a case by e-mail that something new is there; durable. Address, language and file number are looked up when it is
/// sent (<see cref="GetContact"/>): the message carries no person's data, the mail neither name nor content of the case.
/// </summary>
/// <param name="Mail">Names this one mail and becomes its Message-ID: a repeated sending is recognisable as the same.</param>
/// <param name="Template">One of <see cref="MailTemplates"/>.</param>
[MessageIdentity("documents.send_mail")]
public sealed record SendMail(Guid Mail, CaseId Case, string Template);

/// <summary>The mail left for the transport. Durable; published once for each <see cref="SendMail"/> with an address.</summary>
[MessageIdentity("documents.mail_sent")]
public sealed record MailSent(Guid Mail, CaseId Case, string Template, DateTimeOffset At);

/// <summary>No mail was sent, and none will be: who asked for it must reach the applicant in another way. Durable.</summary>
/// <param name="Reason">One of <see cref="MailObstacles"/>.</param>
[MessageIdentity("documents.mail_not_possible")]
public sealed record MailNotPossible(Guid Mail, CaseId Case, string Template, string Reason = MailObstacles.NoAddress);

/// <summary>Why a mail was not sent.</summary>
public static class MailObstacles
{
    /// <summary>The applicant gave no address, gave one that can be none, or was forgotten.</summary>
    public const string NoAddress = "no-address";

    /// <summary>The mail server took it at none of the tries.</summary>
    public const string Failed = "failed";
}

/// <summary>The mails there are; their words are text resources of the Documents module.</summary>
public static class MailTemplates
{
    /// <summary>The application has arrived.</summary>
    public const string Received = "received";

    /// <summary>There is something new in the mailbox.</summary>
    public const string News = "news";

    /// <summary>Something is missing, and by when it is needed can be read in the mailbox.</summary>
    public const string QuestionOpen = "question";

    /// <summary>There is a fee to pay; how much, until when and how can be read in the mailbox.</summary>
    public const string PaymentOpen = "payment";

    /// <summary>A notice was provided for retrieval (§ 41(2a) VwVfG: sending this starts the ten days).</summary>
    public const string NoticeProvided = "notice";

    /// <summary>Something that was granted ends soon and can be renewed.</summary>
    public const string RenewalOffered = "renewal";
}
