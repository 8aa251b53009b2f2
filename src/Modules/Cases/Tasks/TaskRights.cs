using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Who may work on a task: the team (candidate groups), the role (header <c>rolle</c>) and four eyes (header <c>vierAugen</c>).</summary>
internal static class TaskRights
{
    public static Refusal? Refuse(this Case @case, UserTaskCreated task, Actor actor) => task switch
    {
        _ when !actor.IsStaff || !Teams(@case, task).Any(actor.IsIn) => new NotYourTask(null),
        _ when Header(task, "rolle") is { } role && !actor.Has(role) => new NotYourTask(role),
        _ when Header(task, "vierAugen") is { } element && @case.CompletedBy.TryGetValue(element, out var other) && other == actor.Id => new FourEyes(),
        _ => null,
    };

    /// <summary>An open task of a case that the actor may see, and who has taken it; else why there is none for them.</summary>
    public static FoundTask FindTask(this Case? @case, Guid id, Actor actor) =>
        @case is null || !@case.MayBeSeenBy(actor) ? new FoundTask.None(new CaseNotFound())
        : !@case.Process.OpenTasks.TryGetValue(id, out var task) ? new FoundTask.None(new TaskNotOpen())
        : new FoundTask.Open(task, @case.Claims.TryGetValue(id, out var holder) ? holder : null, @case.Refuse(task, actor));

    /// <summary>Staff see the cases of their teams and those with a task for them.</summary>
    public static bool MayBeSeenBy(this Case @case, Actor actor) =>
        actor.IsStaff && (actor.IsIn(@case.Team) || @case.Process.OpenTasks.Values.Any(task => task.CandidateGroups.Any(actor.IsIn)));

    private static ImmutableArray<string> Teams(Case @case, UserTaskCreated task) =>
        task.CandidateGroups.IsDefaultOrEmpty ? [@case.Team] : task.CandidateGroups;

    private static string? Header(UserTaskCreated task, string name) => (task.Headers.Get(name) as FeelString)?.Value;
}

internal abstract record FoundTask
{
    internal sealed record None(Refusal Why) : FoundTask;

    /// <param name="Holder">Who has taken it.</param>
    /// <param name="Refusal">Why it is not the actor's to do; null if it is.</param>
    internal sealed record Open(UserTaskCreated Task, PersonId? Holder, Refusal? Refusal) : FoundTask;
}
