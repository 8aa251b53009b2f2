using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

/// <summary>The applicant's permit is for another plate from now on.</summary>
[JobWorker(
    "kennzeichen-aendern", "the applicant's permit `nummer` is for `kennzeichen` from now on, under a new number; the old sheet is void",
    Gives = PermitAnswers.Gives)]
[NoPermit]
internal sealed record ChangePlate(Job Job, [Input("nummer")] string Number, [Input("kennzeichen")] string Plate) : IAsk<JobResult>;

internal static class ChangePlateHandler
{
    public static async Task<JobResult> HandleAsync(
        ChangePlate command, IDocumentSession session, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        var job = command.Job;
        if (await session.FetchValidAsync(job.Applicant, command.Number, register, cancellation) is not { Aggregate: { } permit } stream)
            return NoPermitAttribute.Result;
        if (permit.ChangedBy == job.Case.Value) return PermitAnswers.Of(permit);

        var now = time.GetUtcNow();
        var number = await register.NextNumberAsync(PermitRegister.ZoneCode(permit.Number), now, cancellation);
        var changed = new PermitPlateChanged(number, command.Plate, job.Case.Value, now);
        stream.AppendOne(changed);
        return PermitAnswers.Of(permit.Apply(changed));
    }
}
