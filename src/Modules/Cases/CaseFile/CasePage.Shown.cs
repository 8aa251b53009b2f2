using System.Text.Json.Nodes;

namespace Verwaltung.Cases;

/// <summary>What the page asks for, member by member.</summary>
public sealed partial class CasePage
{
    private sealed record Page(CaseShown? Case, WaitingShown? Next = null);
    private sealed record WaitingShown(IReadOnlyList<NextShown> Nodes);
    private sealed record NextShown(Guid Id, string FileNumber, string ApplicantName);

    private sealed record CaseShown(
        Guid Id, long Version, string FileNumber, string ProcedureTitle, string ApplicantName, string Team, string Channel, DateTimeOffset ReceivedAt,
        DateOnly ServiceTarget, DateOnly InactionFrom, bool IsClosed, string Step, JsonNode? Values, FindingsShown? Findings, IReadOnlyList<FieldShown> Fields,
        IReadOnlyList<TaskShown> Tasks, IReadOnlyList<IncidentShown> Incidents, IReadOnlyList<DocumentShown> Documents, NoticeShown? Notice,
        IReadOnlyList<TimelineShown> Timeline, QuestionShown? Question, bool CanBeWithdrawn, WithdrawalShown? Withdrawal);

    private sealed record QuestionShown(DateTimeOffset AskedAt, DateOnly AnswerBy, DateOnly DecideAfter, DateTimeOffset? ExtendedAt, bool IsOpen);

    private sealed record WithdrawalShown(DateTimeOffset At, string Channel);

    private sealed record FindingsShown(string Result, IReadOnlyList<ReasonShown> Reasons);
    private sealed record ReasonShown(string Code, string? Result, string? Text);
    private sealed record FieldShown(string Path, string Group, string Label, string Text, bool IsApplied, string Origin, string? ByName, DateTimeOffset At);
    private sealed record TaskShown(
        Guid Id, string Name, string? Form, string? AssigneeName, bool IsMine, DateTimeOffset? Due, string? RefusalCode, bool CanHandOver = false,
        string? HandedOverBy = null, string? HandOverNote = null);
    private sealed record IncidentShown(Guid Id);
    private sealed record DocumentShown(Guid File, string Name, string Kind, DateTimeOffset At, string? ContentType, long? Size);
    private sealed record TimelineShown(DateTimeOffset At, string Kind, string? Subject, string? ByName, string? ForName, string? Note);

    private sealed record NoticeShown(
        string Kind, DateTimeOffset IssuedAt, DateTimeOffset? PlacedAt, DateTimeOffset? ProvidedAt, DateOnly? PostedOn, DateOnly? ReturnedOn,
        DateTimeOffset? RetrievedAt, DateOnly? NotifiedOn, DateOnly? RemedyEnds,
        IReadOnlyList<string> Reasons);
}
