using System.Collections.Immutable;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

/// <summary>The first event of a case names everything that stays: number, bundle, applicant, the team that is responsible.</summary>
[Event("case_opened"), Told(nameof(CaseOpened.FileNumber))]
internal sealed record CaseOpened(
    Guid Case, string FileNumber, string ProcedureKey, string Bundle, PersonId Applicant, PersonId By, string Channel,
    string Team, string Language, DateTimeOffset ReceivedAt, DateOnly ServiceTarget);

[Event("document_added"), Told(nameof(DocumentAdded.Name))]
internal sealed record DocumentAdded(Guid File, [property: PersonalData] string Name, string Kind, PersonId By, DateTimeOffset At);

/// <param name="For">For whom a deputy takes it; null: in one's own right.</param>
[Event("task_claimed"), Told(Step = nameof(TaskClaimed.Task), For = nameof(TaskClaimed.For), IsAct = true)]
internal sealed record TaskClaimed(Guid Task, PersonId By, DateTimeOffset At, PersonId? For = null);

[Event("task_released"), Told(Step = nameof(TaskReleased.Task), IsAct = true)]
internal sealed record TaskReleased(Guid Task, PersonId By, DateTimeOffset At);

/// <summary>A colleague has the task now. The words for them may speak of the applicant.</summary>
[Event("task_handed_over"), Told(Step = nameof(TaskHandedOver.Task), Note = nameof(TaskHandedOver.Note), IsAct = true)]
internal sealed record TaskHandedOver(Guid Task, PersonId To, [property: PersonalData] string Note, PersonId By, DateTimeOffset At);

/// <summary>What follows in this commit a deputy did for an absent colleague.</summary>
[Event("task_done_for")]
internal sealed record TaskDoneFor(Guid Task, PersonId For, PersonId By, DateTimeOffset At);

[Event("note_added"), Told(Note = nameof(NoteAdded.Text), IsAct = true)]
internal sealed record NoteAdded(Guid Note, [property: PersonalData] string Text, PersonId By, DateTimeOffset At);

/// <summary>Wiedervorlage: the case rests until a day.</summary>
[Event("follow_up_set"), Told(nameof(FollowUpSet.On), Note = nameof(FollowUpSet.Text), IsAct = true)]
internal sealed record FollowUpSet(DateOnly On, [property: PersonalData] string Text, PersonId By, DateTimeOffset At);

[Event("follow_up_done"), Told(IsAct = true)]
internal sealed record FollowUpDone(PersonId By, DateTimeOffset At);

/// <summary>The applicant was forgotten (Article 17 GDPR): what the case knew of them cannot be read any more.</summary>
[Event("personal_data_erased"), Told]
internal sealed record PersonalDataErased(DateTimeOffset At);

/// <summary>The receipt went out (§ 25(2) VwVfG NRW: what was received, what is missing, how long it will take).</summary>
[Event("receipt_sent"), Told]
internal sealed record ReceiptSent(Guid File, DateTimeOffset At);

/// <summary>The applicant was asked something (§§ 24, 25 VwVfG NRW); the service target rests until <see cref="ServiceTargetResumed"/>.</summary>
/// <param name="AnswerBy">The last day that the applicant was told.</param>
/// <param name="DecideAfter">The last day on which an answer is waited for; then the file decides.</param>
[Event("question_asked"), Told(nameof(QuestionAsked.AnswerBy))]
internal sealed record QuestionAsked(Guid Question, DateOnly AnswerBy, DateOnly DecideAfter, DateTimeOffset At);

[Event("question_reminded"), Told]
internal sealed record QuestionReminded(Guid Question, DateTimeOffset At);

/// <summary>The period for the answer was extended (§ 31(7) VwVfG NRW), once for each question.</summary>
[Event("more_time_given"), Told(nameof(MoreTimeGiven.AnswerBy), IsAct = true)]
internal sealed record MoreTimeGiven(Guid Question, DateOnly AnswerBy, DateOnly DecideAfter, PersonId By, DateTimeOffset At);

[Event("question_answered"), Told(IsAct = true)]
internal sealed record QuestionAnswered(Guid Question, PersonId By, DateTimeOffset At);

/// <summary>The question is over, answered or not: the working days that were waited for are added to the service target.</summary>
[Event("service_target_resumed"), Told(nameof(ServiceTargetResumed.Target))]
internal sealed record ServiceTargetResumed(Guid Question, DateOnly Target, int WorkingDays, DateTimeOffset At);

/// <summary>The application was taken back before it was decided; nothing is decided any more.</summary>
[Event("application_withdrawn"), Told(nameof(ApplicationWithdrawn.Channel), IsAct = true)]
internal sealed record ApplicationWithdrawn(string Channel, PersonId By, DateTimeOffset At);

/// <summary>The notice (Bescheid) exists as a final document: nothing in it changes any more.</summary>
[Event("notice_issued"), Told]
internal sealed record NoticeIssued(Guid Notice, Guid File, string Kind, PersonId SignedBy, DateTimeOffset At);

/// <summary>The notice lies in the applicant's mailbox; the mail about it is on its way.</summary>
[Event("notice_placed"), Told]
internal sealed record NoticePlaced(Guid Notice, DateTimeOffset At);

/// <summary>The notice lies in the applicant's mailbox and a message without content was sent: the ten days run (§ 41(2a) VwVfG).</summary>
[Event("notice_provided"), Told]
internal sealed record NoticeProvided(Guid Notice, DateTimeOffset At);

/// <summary>No mail about the notice could be sent: no period has begun, and the mailbox notifies nobody.</summary>
/// <param name="Reason">One of <see cref="Documents.Contracts.MailObstacles"/>.</param>
[Event("notice_not_announced"), Told(nameof(NoticeNotAnnounced.Reason))]
internal sealed record NoticeNotAnnounced(Guid Notice, string Reason, DateTimeOffset At);

/// <summary>Nobody opened the notice within ten days: the provision has ended and has notified nobody (§ 41(2a) VwVfG).</summary>
[Event("notice_lapsed"), Told]
internal sealed record NoticeLapsed(Guid Notice, DateTimeOffset At);

[Event("notice_queued_for_post"), Told]
internal sealed record NoticeQueuedForPost(Guid Notice, DateTimeOffset At);

/// <summary>A person confirmed the day of posting (Ab-Vermerk); periods count from here, not from the print.</summary>
[Event("notice_posted"), Told(nameof(NoticePosted.On), IsAct = true)]
internal sealed record NoticePosted(Guid Notice, DateOnly On, PersonId By, DateTimeOffset At);

/// <summary>The posted letter came back (Rücklauf).</summary>
/// <param name="On">The day it was back.</param>
/// <param name="Reason">One of <see cref="Documents.Contracts.ReturnReasons"/>.</param>
[Event("notice_returned"), Told(nameof(NoticeReturned.Reason), IsAct = true)]
internal sealed record NoticeReturned(Guid Notice, DateOnly On, string Reason, PersonId By, DateTimeOffset At);

/// <summary>A letter that is not the notice came back: a request to pay, or a hearing that a decision has followed.</summary>
[Event("letter_came_back"), Told(nameof(LetterCameBack.Reason), IsAct = true)]
internal sealed record LetterCameBack(Guid Letter, DateOnly On, string Reason, PersonId By, DateTimeOffset At);

/// <summary>What was computed from the posting does not hold: the notice has notified nobody, and no period runs.</summary>
[Event("notification_voided"), Told]
internal sealed record NotificationVoided(Guid Notice, NotificationRule Rule, ImmutableArray<string> Reasons);

/// <summary>The letter that came back goes to the post once more.</summary>
/// <param name="Address">Null: to the address in the letter.</param>
[Event("notice_sent_again"), Told(Note = nameof(NoticeSentAgain.Address), IsAct = true)]
internal sealed record NoticeSentAgain(Guid Notice, [property: PersonalData] string? Address, PersonId By, DateTimeOffset At);

[Event("notice_retrieved"), Told(IsAct = true)]
internal sealed record NoticeRetrieved(Guid Notice, PersonId By, DateTimeOffset At);

/// <summary>From which day the notice counts as notified and until when a remedy is possible, with the rule that says so.</summary>
[Event("notification_determined"), Told(nameof(NotificationDetermined.NotifiedOn))]
internal sealed record NotificationDetermined(
    Guid Notice, NotificationRule Rule, DateOnly NotifiedOn, DateOnly RemedyEnds, ImmutableArray<string> Reasons);
