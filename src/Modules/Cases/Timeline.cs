using System.Globalization;
using JasperFx.Events;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Something that happened in a case.</summary>
/// <param name="Kind">Wire name of the event without its version; clients translate it.</param>
/// <param name="Subject">What it concerns: the name of a step or document; null where the kind says it all.</param>
[ObjectType]
internal sealed record TimelineEntry(DateTimeOffset At, string Kind, string? Subject, [property: GraphQLIgnore] PersonId? By)
{
    /// <summary>For whom a deputy did it.</summary>
    [GraphQLIgnore] public PersonId? For { get; init; }
    [GraphQLDescription("What was written: a note, or the words at a hand-over.")]
    public string? Note { get; init; }
}

/// <summary>Events as people tell them: what only moves tokens is left out.</summary>
internal static class Timeline
{
    /// <summary>Most of a case's events, and none of its timeline: what moves tokens and sets values.</summary>
    public static IReadOnlyCollection<Type> Untold { get; } =
    [
        typeof(ProcessStarted), typeof(FlowTaken), typeof(ElementCompleted), typeof(ElementTerminated), typeof(ValuesSet), typeof(UserTaskCreated),
        typeof(UserTaskCanceled),
        typeof(JobCreated), typeof(JobCanceled), typeof(TimerScheduled), typeof(TimerFired), typeof(TimerCanceled), typeof(MessageSubscribed),
        typeof(MessageUnsubscribed),
    ];

    public static IEnumerable<TimelineEntry> Of(IReadOnlyList<IEvent> events, ProcessDefinition process)
    {
        var elements = new Dictionary<Guid, string>();
        var actsFor = new Dictionary<Guid, PersonId>();
        foreach (var e in events)
        {
            Remember(elements, e.Data);
            if (e.Data is TaskDoneFor done)
                actsFor[done.Task] = done.For;
            if (Subject(e.Data, elements, process) is { } told)
                yield return new TimelineEntry(e.Timestamp, KindOf(e), told.Length > 0 ? told : null, By(e))
                {
                    For = For(e.Data, actsFor),
                    Note = Note(e.Data),
                };
        }
    }

    public static string KindOf(IEvent e) => e.EventTypeName.Split('.')[0];

    /// <summary>What a person does; the rest of a commit follows from it.</summary>
    public static bool IsAct(object data) =>
        data is TaskClaimed or TaskReleased or TaskHandedOver or NoteAdded or FollowUpSet or FollowUpDone or UserTaskCompleted or IncidentResolved
            or NoticePosted
                or NoticeReturned
                or LetterCameBack
                or NoticeSentAgain
                or NoticeRetrieved
                or QuestionAnswered
                or MoreTimeGiven
                or ApplicationWithdrawn;

    private static void Remember(Dictionary<Guid, string> elements, object data)
    {
        if (data is ElementActivated element)
            elements[element.Instance] = element.ElementId;
    }

    /// <summary>Null: not told. Empty: told without a subject.</summary>
    private static string? Subject(object data, Dictionary<Guid, string> elements, ProcessDefinition process)
    {
        string Element(string id) => process.Elements.GetValueOrDefault(id)?.Name ?? id;
        string Name(Guid instance) => elements.TryGetValue(instance, out var id) ? Element(id) : "";
        return data switch
        {
            CaseOpened opened => opened.FileNumber,
            DocumentAdded document => document.Name,
            ReceiptSent or PersonalDataErased or NoticeIssued or NoticePlaced or NoticeProvided or NoticeLapsed or NoticeQueuedForPost or NoticeRetrieved
                or NotificationVoided or NoticeSentAgain => "",
            QuestionReminded or QuestionAnswered => "",
            ApplicationWithdrawn withdrawn => withdrawn.Channel,
            QuestionAsked asked => asked.AnswerBy.ToString("O", CultureInfo.InvariantCulture),
            MoreTimeGiven more => more.AnswerBy.ToString("O", CultureInfo.InvariantCulture),
            ServiceTargetResumed resumed => resumed.Target.ToString("O", CultureInfo.InvariantCulture),
            NoticeNotAnnounced untold => untold.Reason,
            NoticeReturned returned => returned.Reason,
            LetterCameBack back => back.Reason,
            NoticePosted posted => posted.On.ToString("O", CultureInfo.InvariantCulture),
            NotificationDetermined determined => determined.NotifiedOn.ToString("O", CultureInfo.InvariantCulture),
            TaskClaimed claimed => Name(claimed.Task),
            TaskReleased released => Name(released.Task),
            TaskHandedOver handed => Name(handed.Task),
            NoteAdded or FollowUpDone => "",
            FollowUpSet set => set.On.ToString("O", CultureInfo.InvariantCulture),
            UserTaskCompleted completed => Name(completed.Task),
            JobCompleted job => Name(job.Job),
            DecisionEvaluated decision => Element(decision.ElementId),
            IncidentRaised incident => Element(incident.ElementId),
            IncidentResolved or ProcessCompleted or ProcessTerminated => "",
            _ => null,
        };
    }

    private static PersonId? For(object data, Dictionary<Guid, PersonId> actsFor) => data switch
    {
        TaskClaimed claimed => claimed.For,
        UserTaskCompleted completed => actsFor.TryGetValue(completed.Task, out var absent) ? absent : null,
        _ => null,
    };

    private static string? Note(object data) => data switch
    {
        TaskHandedOver { Note.Length: > 0 } handed => handed.Note,
        NoteAdded note => note.Text,
        FollowUpSet set => set.Text,
        NoticeSentAgain again => again.Address,
        _ => null,
    };

    private static PersonId? By(IEvent e) =>
        PersonId.TryParse(e.By(), null, out var person) ? person : null;
}

[ExtendObjectType(typeof(TimelineEntry))]
internal static class TimelineEntryFields
{
    [GraphQLDescription("Who did it; null when the process did.")]
    public static async Task<string?> ByNameAsync([Parent] TimelineEntry entry, DataLoader<PersonId, string> names) =>
        entry.By is { } person ? await names.LoadAsync(person) : null;

    [GraphQLDescription("For whom a deputy did it; null when it was done in one's own right.")]
    public static async Task<string?> ForNameAsync([Parent] TimelineEntry entry, DataLoader<PersonId, string> names) =>
        entry.For is { } person ? await names.LoadAsync(person) : null;
}
