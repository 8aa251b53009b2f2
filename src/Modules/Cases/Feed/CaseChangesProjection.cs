using JasperFx.Events;
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

    public override void Apply(IEvent e, Action<NpgsqlBatchCommand> write)
    {
        foreach (var team in e.Data switch { CaseOpened opened => [opened.Team], UserTaskCreated task => task.CandidateGroups.Distinct(), _ => [] })
            write(Command("insert into case_changes_teams (case_id, team) values ($1, $2) on conflict do nothing", e.StreamId, team));
        if (IsTold(e.Data))
            write(Command(
                "insert into case_changes (seq, id, case_id, version, kind, at) values ($1, $2, $3, $4, $5, $6)",
                e.Sequence, e.Id, e.StreamId, e.Version, Timeline.KindOf(e), e.Timestamp.UtcDateTime));
    }

    /// <summary>What others may want to know of: every event of a case's own, and of its process those that are more than a move of tokens.</summary>
    private static bool IsTold(object data) =>
        data.GetType().Assembly == typeof(CaseOpened).Assembly
        || data is ValuesSet
            or DecisionEvaluated
            or UserTaskCreated
            or UserTaskCompleted
            or UserTaskCanceled
            or IncidentRaised
            or IncidentResolved
            or ProcessCompleted
            or ProcessTerminated;

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
