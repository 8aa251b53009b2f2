using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

internal static class CaseCommands
{
    /// <summary>Runs a command on a case in the name of the signed-in person.</summary>
    public static async Task<MutationResult<ChangedCase>> ChangeAsync(
        this IRunner runner, Guid caseId, IAsk<Outcome> command, string? idempotencyKey, Actor actor, CancellationToken cancellation)
    {
        var options = new InvokeOptions { By = actor.Id.ToString(), IdempotencyKey = idempotencyKey };
        return (await runner.InvokeAsync<Outcome>(command, options, cancellation)).ToResult(caseId);
    }
}
