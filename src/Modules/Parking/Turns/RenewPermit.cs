using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

/// <summary>Another permit follows the applicant's.</summary>
[JobWorker(
    "ausweis-verlaengern", "another permit follows the applicant's permit `nummer`, for the same zone and plate",
    Gives = PermitAnswers.Gives + " of the new one")]
[NoPermit, AlreadyHasPermit]
internal sealed record RenewPermit(
    Job Job, [Input("nummer")] string Number, [Input("von")] DateOnly From, [Input("bis")] DateOnly To) : IAsk<JobResult>;

internal static class RenewPermitHandler
{
    public static async Task<JobResult> HandleAsync(
        RenewPermit command, IDocumentSession session, IRunner runner, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        var job = command.Job;
        if (await session.FetchRenewableAsync(job.Applicant, command.Number, register, cancellation) is not { Aggregate: { } old } stream)
            return NoPermitAttribute.Result;

        var next = await runner.InvokeAsync<Permit>(
            new EnterPermit(job.Id, PermitRegister.ZoneCode(old.Number), old.Holder, old.Zone, old.Plate, command.From, command.To, job.Case),
            cancellation: cancellation);
        if (old.RenewedBy is null) stream.AppendOne(new PermitRenewed(job.Id, next.Number, job.Case.Value, time.GetUtcNow()));
        return PermitAnswers.Of(next);
    }
}
