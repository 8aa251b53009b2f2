using Npgsql;
using Verwaltung.Events;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>
/// The feed of changes. It is written in the order of the events up to the proven mark, with its progress in one transaction: what a slow
/// commit brings later stands behind, never before, what was read already.
/// </summary>
internal sealed class CaseChangesProjection : EventProjection
{
    public override string Name => "case_changes";
    public override IReadOnlyList<string> Tables => ["case_changes", "case_changes_teams"];

    public override void Apply(StoredEvent e, Action<NpgsqlBatchCommand> write)
    {
        foreach (var team in e.Data switch { CaseOpened opened => [opened.Team], UserTaskCreated task => task.CandidateGroups.Distinct(), _ => [] })
            write(Command("insert into case_changes_teams (case_id, team) values ($1, $2) on conflict do nothing", e.StreamId, team));
        if (IsTold(e.Data))
            write(Command(
                "insert into case_changes (seq, id, case_id, version, kind, at) values ($1, $2, $3, $4, $5, $6)",
                e.Sequence, e.Id, e.StreamId, e.Version, Timeline.KindOf(e), e.Timestamp.UtcDateTime));
    }

    /// <summary>What others may want to know of. What only moves tokens of the process is left out; the data it leads to is told.</summary>
    private static bool IsTold(object data) => data
        is CaseOpened or ValuesSet or DocumentAdded or NoteAdded or FollowUpSet or FollowUpDone or ReceiptSent or PersonalDataErased
        or UserTaskCreated or UserTaskCompleted or UserTaskCanceled or TaskClaimed or TaskReleased or TaskHandedOver or DecisionEvaluated
        or NoticeIssued or NoticePlaced or NoticeProvided or NoticeNotAnnounced or NoticeLapsed or NoticeQueuedForPost or NoticePosted or NoticeRetrieved or NotificationDetermined
        or IncidentRaised or IncidentResolved or ProcessCompleted or ProcessTerminated;

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
