using Verwaltung.Events;
using Verwaltung.Periods;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>The inbox row of every team that a case is with: its own team while it is open or its notice came back, and each team with an open task.</summary>
internal sealed class InboxProjection : RowProjection<Case, InboxItem>
{
    public override string Name => "inbox";
    public override string Table => "inbox";

    public override IEnumerable<InboxItem> Rows(Guid streamId, Case @case, long version, DateTimeOffset at)
    {
        if (@case is { IsClosed: true, Notice: null or { ReturnedOn: null } })
            yield break;

        var tasksByTeam = @case.Process.OpenTasks.Values
            .SelectMany(task => task.CandidateGroups.DefaultIfEmpty(@case.Team), (task, team) => (Task: task, Team: team))
            .ToLookup(entry => entry.Team, entry => entry.Task);
        foreach (var tasks in tasksByTeam)
            yield return Row(streamId, @case, tasks.Key, tasks.MinBy(task => task.Due ?? DateTimeOffset.MaxValue), version);
        if (!tasksByTeam.Contains(@case.Team))
            yield return Row(streamId, @case, @case.Team, null, version);
    }

    private static InboxItem Row(Guid id, Case @case, string team, UserTaskCreated? task, long version)
    {
        var claimed = task is not null && @case.Claims.TryGetValue(task.Task, out var person) ? person.Value : (Guid?)null;
        var handOver = task is null ? null : @case.HandOverOf(task.Task);
        return new(
            id, team, @case.FileNumber, @case.ProcedureKey, task?.Task, task?.Name ?? @case.WaitingFor,
            task is null ? InboxStates.Waiting : claimed is null ? InboxStates.Ready : InboxStates.Claimed,
            claimed, @case.ApplicantName, @case.ReceivedAt, Due(@case, task), version,
            handOver?.By.Value, handOver?.Note is { Length: > 0 } note ? note : null,
            @case.FollowUp?.On, @case.FollowUp is { Rests: true } rest ? rest.On : null);
    }

    private static DateOnly Due(Case @case, UserTaskCreated? task) =>
        @case.FollowUp?.On
        ?? (task?.Due is { } due ? LegalTime.Day(due) : @case.Question is { IsOpen: true } open ? open.DecideAfter : @case.ServiceTarget);
}

/// <summary>The moment a case is in, as the inbox shows it.</summary>
internal static class InboxStates
{
    /// <summary>A task is open and nobody has taken it.</summary>
    public const string Ready = "ready";
    public const string Claimed = "claimed";
    /// <summary>The process waits for something outside: a register, a date, an answer, or for an incident to be mended.</summary>
    public const string Waiting = "waiting";
}
