using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

/// <summary>
/// Job <c>ausweis-verlaengern</c>: another permit follows the applicant's permit <c>nummer</c>, for the same zone and plate, valid <c>von</c> to <c>bis</c>.
/// Answers <c>ausweis: { nummer, von, bis }</c> of the new one; errors <c>KEIN_AUSWEIS</c>, <c>SCHON_EIN_AUSWEIS</c>.
/// </summary>
internal sealed record RenewPermit(CaseId Case, Guid Job)
{
    public const string JobType = "ausweis-verlaengern";
}

internal static class RenewPermitHandler
{
    public static async Task HandleAsync(
        RenewPermit command, IDocumentSession session, IRunner runner, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return;

        if (await session.FetchRenewableAsync(job, register, cancellation) is not { Aggregate: { } old } stream)
        {
            await runner.InvokeAsync(NoPermit.Error(command.Case, command.Job), cancellation: cancellation);
            return;
        }

        var next = await runner.InvokeAsync<Permit>(
            new EnterPermit(command.Job, PermitRegister.ZoneCode(old.Number), old.Holder, old.Zone, old.Plate, job.Date("von"), job.Date("bis"), command.Case),
            cancellation: cancellation);
        if (old.RenewedBy is null)
            stream.AppendOne(new PermitRenewed(command.Job, next.Number, command.Case.Value, time.GetUtcNow()));
        await runner.InvokeAsync(new CompleteJob(command.Case, command.Job, IssuePermitHandler.Answer(next), ParkingModule.Origin), cancellation: cancellation);
    }
}
