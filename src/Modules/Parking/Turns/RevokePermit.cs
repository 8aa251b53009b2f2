using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

/// <summary>The applicant's permit ends before its term (§ 49(2) VwVfG NRW). One that is over anyway is left as it is: the job ends all the same.</summary>
[JobWorker("ausweis-widerrufen", "the applicant's permit `nummer` is no longer valid from the day `zum` on; one that is over anyway is left as it is")]
internal sealed record RevokePermit(Job Job, [Input("nummer")] string Number, [Input("zum")] DateOnly On) : IAsk<JobResult>;

internal static class RevokePermitHandler
{
    public static async Task<JobResult> HandleAsync(
        RevokePermit command, IDocumentSession session, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        if (await session.FetchValidAsync(command.Job.Applicant, command.Number, register, cancellation) is { } stream)
            stream.AppendOne(new PermitRevoked(command.On, command.Job.Case.Value, time.GetUtcNow()));
        return new JobResult.Completed(FeelContext.Empty, ParkingModule.Origin);
    }
}
