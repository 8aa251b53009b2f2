using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>A case: what its stream says so far. The process runs inside it; case data is the process's root scope.</summary>
internal sealed partial record Case
{
    public required CaseId Id { get; init; }
    public required string FileNumber { get; init; }
    public required string ProcedureKey { get; init; }
    public required string Bundle { get; init; }
    public required PersonId Applicant { get; init; }
    public required string Team { get; init; }
    /// <summary>Every team the case is or was with.</summary>
    public ImmutableHashSet<string> Teams { get; init; } = [];
    public required string Channel { get; init; }
    public required string Language { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateOnly ServiceTarget { get; init; }
    public ProcessState Process { get; init; } = ProcessState.Initial;
    public ImmutableDictionary<Guid, PersonId> Claims { get; init; } = ImmutableDictionary<Guid, PersonId>.Empty;
    /// <summary>Who last completed the task of an element; four eyes are two people, not two roles.</summary>
    public ImmutableDictionary<string, PersonId> CompletedBy { get; init; } = ImmutableDictionary<string, PersonId>.Empty;
    public ImmutableArray<CaseDocument> Documents { get; init; } = [];
    public Notice? Notice { get; init; }
    /// <summary>When the applicant was forgotten.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
    /// <summary>What the applicant was last asked.</summary>
    public Question? Question { get; init; }

    /// <summary>Whether a file is in the e-file.</summary>
    public bool Holds(Guid file) => Documents.Any(document => document.File.Value == file);

    /// <summary>The notice, in a step that only an issued one leads to.</summary>
    public Notice Issued => Notice ?? throw new InvalidOperationException($"Expected case {Id} to have an issued notice.");

    public bool IsClosed => Process.Status is ProcessStatus.Completed or ProcessStatus.Terminated;

    public string ApplicantName =>
        $"{Text(DataNames.GivenName)} {Text(DataNames.FamilyName)}".Trim() is { Length: > 0 } name ? name : "–";

    /// <summary>What the case is doing, in the process's own words: an open task, or the element it waits at.</summary>
    public string Step =>
        Process.OpenTasks.Values.MinBy(task => task.Due ?? DateTimeOffset.MaxValue)?.Name ?? WaitingFor;

    /// <summary>What holds the case up when no task is open: a stable word that the texts of the workplace explain.</summary>
    public string WaitingFor =>
        !Process.Incidents.IsEmpty ? "incident"
        : Notice?.ReturnedOn is not null ? "returned"
        : Process.OpenJobs.Values.FirstOrDefault() is { } job ? $"job:{job.Type}"
        : Awaited is { } message ? $"message:{message.Name}"
        : IsClosed ? "closed" : "timer";

    /// <summary>The message that holds the case up: what an element itself waits for, not an event at its border or beside its scope.</summary>
    private MessageSubscribed? Awaited => Process.OpenSubscriptions.Values
        .Where(open => open.Instance != ProcessState.RootScope)
        .OrderByDescending(open => Process.Instances[open.Instance].ElementId == open.ElementId)
        .FirstOrDefault();

    /// <summary>Whether a message of this name, correlated by the case's id, would be received.</summary>
    public bool IsWaitingFor(string message) => Process.OpenSubscriptions.Values.Any(open =>
        open.Name == message && (open.CorrelationKey is null || open.CorrelationKey == Id.ToString()));

    /// <summary>Ids of the elements that run, in the order in which they began.</summary>
    public IEnumerable<string> ActiveElements => Process.Instances.Values.OrderBy(instance => instance.Number).Select(instance => instance.ElementId);

    /// <summary>The address for notifications; null where none was given, or what was given can be none.</summary>
    public string? Email => Text(DataNames.Email) is { Length: > 0 } address && address.Contains('@', StringComparison.Ordinal) ? address : null;

    public string Text(string path) => CaseData.Text(Process.Values.GetPath(path));

    public static Case Create(CaseOpened e) => new()
    {
        Id = new CaseId(e.Case),
        FileNumber = e.FileNumber,
        ProcedureKey = e.ProcedureKey,
        Bundle = e.Bundle,
        Applicant = e.Applicant,
        Team = e.Team,
        Teams = [e.Team],
        Channel = e.Channel,
        Language = e.Language,
        ReceivedAt = e.ReceivedAt,
        ServiceTarget = e.ServiceTarget,
    };

    public Case Apply(ProcessEvent e) => e switch
    {
        UserTaskCompleted done when Process.OpenTasks.TryGetValue(done.Task, out var task) => Evolved(e) with
        {
            Claims = Claims.Remove(done.Task),
            CompletedBy = done.By is { } by ? CompletedBy.SetItem(task.ElementId, PersonId.Parse(by, CultureInfo.InvariantCulture)) : CompletedBy,
            CompletedFor = CompletedForAfter(done.Task, task.ElementId),
        },
        UserTaskCreated created => Evolved(e) with { Teams = Teams.Union(created.CandidateGroups) },
        UserTaskCanceled canceled => Evolved(e) with { Claims = Claims.Remove(canceled.Task) },
        _ => Evolved(e),
    };

    public Case Apply(TaskClaimed e) => this with { Claims = Claims.SetItem(e.Task, e.By) };
    public Case Apply(TaskReleased e) => this with { Claims = Claims.Remove(e.Task) };
    public Case Apply(DocumentAdded e) => this with { Documents = Documents.Add(new CaseDocument(new FileId(e.File), e.Name, e.Kind, e.By, e.At)) };
    public Case Apply(PersonalDataErased e) => this with { ErasedAt = e.At };
    public Case Apply(QuestionAsked e) => this with { Question = new Question(e.Question, e.At, e.AnswerBy, e.DecideAfter) };
    public Case Apply(QuestionReminded e) => this with { Question = Question! with { RemindedAt = e.At } };
    public Case Apply(MoreTimeGiven e) => this with { Question = Question! with { AnswerBy = e.AnswerBy, DecideAfter = e.DecideAfter, ExtendedAt = e.At } };
    public Case Apply(QuestionAnswered e) => this with { Question = Question! with { AnsweredAt = e.At } };
    public Case Apply(ServiceTargetResumed e) => this with { ServiceTarget = e.Target, Question = Question! with { OverAt = e.At } };
    public Case Apply(NoticeIssued e) => this with { Notice = new Notice(e.Notice, new FileId(e.File), e.Kind, e.SignedBy, e.At) };
    public Case Apply(NoticePlaced e) => this with { Notice = Notice! with { PlacedAt = e.At } };
    public Case Apply(NoticeProvided e) => this with { Notice = Notice! with { PlacedAt = Notice.PlacedAt ?? e.At, ProvidedAt = e.At } };
    public Case Apply(NoticeNotAnnounced e) => this with { Notice = Notice! with { WithdrawnAt = e.At } };
    public Case Apply(NoticeLapsed e) => this with { Notice = Notice! with { WithdrawnAt = e.At } };
    public Case Apply(NoticeQueuedForPost e) => this with { Notice = Notice! with { QueuedAt = e.At } };
    public Case Apply(NoticePosted e) => this with { Notice = Notice! with { PostedOn = e.On } };
    public Case Apply(NoticeReturned e) => this with { Notice = Notice! with { PostedOn = null, QueuedAt = null, ReturnedOn = e.On, ReturnReason = e.Reason } };
    public Case Apply(NotificationVoided e) => this with { Notice = Notice! with { NotifiedOn = null, RemedyEnds = null, Reasons = e.Reasons } };
    public Case Apply(NoticeSentAgain e) => this with { Notice = Notice! with { ReturnedOn = null, ReturnReason = null, OtherAddress = e.Address } };
    public Case Apply(NoticeRetrieved e) => this with { Notice = Notice! with { RetrievedAt = e.At } };
    public Case Apply(NotificationDetermined e) =>
        this with { Notice = Notice! with { NotifiedOn = e.NotifiedOn, RemedyEnds = e.RemedyEnds, Reasons = e.Reasons } };

    private Case Evolved(ProcessEvent e) => this with { Process = ProcessEngine.Evolve(Process, e), FollowUp = FollowUpAfter(e) };
}

internal sealed record CaseDocument(FileId File, string Name, string Kind, PersonId By, DateTimeOffset At);
