using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

/// <summary>
/// Job <c>ausweis-widerrufen</c>: the applicant's permit <c>nummer</c> is no longer valid from the day <c>zum</c> on (§ 49(2) VwVfG NRW).
/// A permit that is over anyway is left as it is: the job ends all the same.
/// </summary>
internal sealed record RevokePermit(CaseId Case, Guid Job)
{
    public const string JobType = "ausweis-widerrufen";
}

internal static class RevokePermitHandler
{
    public static async Task HandleAsync(
        RevokePermit command, IDocumentSession session, IRunner runner, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return;

        if (await session.FetchValidAsync(job, register, cancellation) is { } stream)
            stream.AppendOne(new PermitRevoked(job.Date("zum"), command.Case.Value, time.GetUtcNow()));
        await runner.InvokeAsync(new CompleteJob(command.Case, command.Job, FeelContext.Empty, ParkingModule.Origin), cancellation: cancellation);
    }
}
