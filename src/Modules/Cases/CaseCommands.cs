using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

internal static class CaseCommands
{
    /// <summary>Runs a command on a case in the name of the signed-in person.</summary>
    public static Task<Outcome<ChangedCase>> ChangeAsync(
        this IRunner runner, IAsk<Outcome<ChangedCase>> command, string? idempotencyKey, Actor actor, CancellationToken cancellation) =>
        runner.InvokeAsync(command, new InvokeOptions { By = actor.Id.ToString(), IdempotencyKey = idempotencyKey }, cancellation);
}
