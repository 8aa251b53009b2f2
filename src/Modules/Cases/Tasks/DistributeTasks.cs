using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>One task to give away.</summary>
internal sealed record TaskChoice([property: ID] Guid CaseId, [property: ID] Guid TaskId);

/// <summary>What became of a distribution: each task is handed over by itself, so that one that fails holds up no other.</summary>
[ObjectType]
internal sealed record Distribution(int HandedOver, IReadOnlyList<NotDistributed> Refused);

[ObjectType]
internal sealed record NotDistributed([property: ID] Guid CaseId, [property: ID] Guid TaskId, string Code, string Message);

/// <summary>Distributing is for those who lead a team.</summary>
internal sealed record NotTeamLead() : Refusal("cases.not-team-lead", "Only a team lead distributes tasks.");

[MutationType, Authorize(Policy = CasesModule.StaffPolicy)]
internal static class DistributeTasks
{
    [GraphQLDescription(
        "A team lead gives tasks to one person, or in turn to several: the first task to the first of `to`, "
        + "the next to the next. Whoever may not do a task is passed over for it.")]
    [Error(typeof(NotTeamLead))]
    public static async Task<Outcome<Distribution>> DistributeTasksAsync(
        IReadOnlyList<TaskChoice> tasks, IReadOnlyList<Guid> to, string? note, Actor actor, IRunner runner, CancellationToken cancellation)
    {
        if (!actor.Hats.Any(hat => hat.Has(RoleNames.TeamLead)))
            return new NotTeamLead();
        if (to is [] || tasks.Count > 100)
            throw new GraphQlException("A distribution has at least one person and at most 100 tasks.", ErrorCodes.BadUserInput);

        var refused = new List<NotDistributed>();
        var turn = 0;
        foreach (var task in tasks.Distinct())
            if (await GiveAsync(task, [.. to.Skip(turn % to.Count), .. to.Take(turn % to.Count)]) is { } why)
                refused.Add(new NotDistributed(task.CaseId, task.TaskId, why.Code, why.Message));
            else
                turn++;
        return new Distribution(turn, refused);

        async Task<Refusal?> GiveAsync(TaskChoice task, IEnumerable<Guid> people)
        {
            Refusal? last = null;
            foreach (var person in people)
            {
                var command = new HandOverTask(new CaseId(task.CaseId), task.TaskId, new PersonId(person), note ?? "", actor);
                last = (await runner.ChangeAsync(command, null, actor, cancellation)).Why;
                if (last is not NotForColleague)
                    return last;
            }

            return last;
        }
    }
}
