using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Who may work on a task: the team (candidate groups), the role (header <c>rolle</c>) and four eyes (header <c>vierAugen</c>).</summary>
internal static class TaskRights
{
    /// <summary>Null when the actor may do it in one's own right or for somebody they act for.</summary>
    public static Refusal? Refuse(this Case @case, UserTaskCreated task, Actor actor)
    {
        var refusals = actor.Hats.Select(hat => RefuseHat(@case, task, hat)).ToList();
        return refusals.Contains(null) ? null : refusals.Find(why => why is FourEyes) ?? refusals[0];
    }

    /// <summary>For whom a permitted actor does the task: the absent holder, or the one whose rights are needed; null: in one's own right.</summary>
    public static PersonId? ActsFor(this Case @case, UserTaskCreated task, Actor actor)
    {
        var fitting = actor.Hats.Where(hat => RefuseHat(@case, task, hat) is null).ToList();
        var holder = @case.Claims.TryGetValue(task.Task, out var person) ? person : (PersonId?)null;
        return (fitting.Find(hat => hat.ActsFor is not null && hat.ActsFor == holder) ?? fitting.FirstOrDefault())?.ActsFor;
    }

    /// <summary>A team lead of the task's team may release and hand over what others have taken.</summary>
    public static bool IsLedBy(this Case @case, UserTaskCreated task, Actor actor) =>
        actor.Hats.Any(hat => hat.Has(RoleNames.TeamLead) && @case.TeamsOf(task).Any(hat.Teams.Contains));

    public static bool CanHandOver(this Case @case, UserTaskCreated task, Actor actor) =>
        @case.IsLedBy(task, actor) || (@case.Refuse(task, actor) is null && (!@case.Claims.TryGetValue(task.Task, out var holder) || actor.Acts(holder)));

    private static Refusal? RefuseHat(Case @case, UserTaskCreated task, Actor hat) => task switch
    {
        _ when !hat.IsStaff || !@case.TeamsOf(task).Any(hat.Teams.Contains) => new NotYourTask(null),
        _ when Header(task, "rolle") is { } role && !hat.Has(role) => new NotYourTask(role),
        _ when Header(task, "vierAugen") is { } element && @case.Acted(element).Any(hat.Persons.Contains) => new FourEyes(),
        _ => null,
    };

    /// <summary>Who stands behind a finished step: the person who did it, and the one for whom.</summary>
    private static IEnumerable<PersonId> Acted(this Case @case, string element) =>
        new[] { @case.CompletedBy, @case.CompletedFor }.Where(acts => acts.ContainsKey(element)).Select(acts => acts[element]);

    /// <summary>An open task of a case that the actor may see, and who has taken it; else why there is none for them.</summary>
    public static FoundTask FindTask(this Case? @case, Guid id, Actor actor) =>
        @case is null || !@case.MayBeSeenBy(actor) ? new FoundTask.None(new CaseNotFound())
        : !@case.Process.OpenTasks.TryGetValue(id, out var task) ? new FoundTask.None(new TaskNotOpen())
        : new FoundTask.Open(task, @case.Claims.TryGetValue(id, out var holder) ? holder : null, @case.Refuse(task, actor));

    /// <summary>Staff see the cases of their teams and those with a task for them.</summary>
    public static bool MayBeSeenBy(this Case @case, Actor actor) =>
        actor.IsStaff && (actor.IsIn(@case.Team) || @case.Process.OpenTasks.Values.Any(task => task.CandidateGroups.Any(actor.IsIn)));

    public static ImmutableArray<string> TeamsOf(this Case @case, UserTaskCreated task) =>
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
