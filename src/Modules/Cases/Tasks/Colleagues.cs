using System.Security.Claims;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Somebody to whom work may be given.</summary>
[ObjectType]
internal sealed record Colleague([property: ID] Guid Id, string Name);

/// <summary>The people of teams, with the rights that each has there.</summary>
internal sealed class Colleagues(IRunner runner)
{
    public async Task<IReadOnlyList<Actor>> OfAsync(IEnumerable<string> teams, CancellationToken cancellation)
    {
        var people = new Dictionary<PersonId, Actor>();
        foreach (var team in await runner.InvokeAsync<IReadOnlyList<Team>>(new GetTeams([.. teams]), cancellation: cancellation))
            foreach (var member in team.Members)
                people[member.Id] = people.TryGetValue(member.Id, out var known)
                    ? known with { Teams = known.Teams.Add(team.Key) }
                    : new Actor(member.Id, member.Name, true, [team.Key], member.Roles, null);
        return [.. people.Values.OrderBy(person => person.Name, StringComparer.Ordinal)];
    }

    /// <summary>Those of the task's teams who may do it.</summary>
    public async Task<IReadOnlyList<Actor>> ForAsync(Case @case, UserTaskCreated task, CancellationToken cancellation) =>
        [.. (await OfAsync(@case.TeamsOf(task), cancellation)).Where(person => @case.Refuse(task, person) is null)];

    /// <summary>Somebody who may be given an open task; null: they may not do it, or it is not open.</summary>
    public async Task<Actor?> FindAsync(Case? @case, Guid task, PersonId person, CancellationToken cancellation) =>
        @case?.Process.OpenTasks.TryGetValue(task, out var open) == true
            ? (await ForAsync(@case, open, cancellation)).FirstOrDefault(other => other.Id == person)
            : null;
}

[QueryType]
internal static class ColleagueQueries
{
    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription("The people of the signed-in person's teams who work on cases.")]
    public static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Actor actor, Colleagues colleagues, CancellationToken cancellation) =>
        [
            .. (await colleagues.OfAsync(actor.Teams, cancellation)).Where(
                person => person.Has(RoleNames.Clerk) || person.Has(RoleNames.TeamLead)).Select(person => new Colleague(person.Id.Value, person.Name))
        ];

    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription("Who may be given an open task; empty if the signed-in person may not see it.")]
    public static async Task<IReadOnlyList<Colleague>> TaskColleaguesAsync(
        [ID] Guid caseId, [ID] Guid taskId, Actor actor, IDocumentStore store, Colleagues colleagues, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var @case = await session.Events.FetchLatest<Case>(caseId, cancellation);
        return @case.FindTask(taskId, actor) is FoundTask.Open open
            ? [.. (await colleagues.ForAsync(@case!, open.Task, cancellation)).Select(person => new Colleague(person.Id.Value, person.Name))]
            : [];
    }
}
