using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

/// <summary>
/// Job <c>kennzeichen-aendern</c>: the applicant's permit <c>nummer</c> is for <c>kennzeichen</c> from now on, under a new number; the old sheet is void.
/// Answers <c>ausweis: { nummer, von, bis }</c>; without such a valid permit the error <c>KEIN_AUSWEIS</c>.
/// </summary>
internal sealed record ChangePlate(CaseId Case, Guid Job)
{
    public const string JobType = "kennzeichen-aendern";
}

internal static class ChangePlateHandler
{
    public static async Task HandleAsync(
        ChangePlate command, IDocumentSession session, IRunner runner, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return;

        if (await session.FetchValidAsync(job, register, cancellation) is not { Aggregate: { } permit } stream)
        {
            await runner.InvokeAsync(NoPermit.Error(command.Case, command.Job), cancellation: cancellation);
            return;
        }

        if (permit.ChangedBy != command.Case.Value)
        {
            var now = time.GetUtcNow();
            var number = await register.NextNumberAsync(PermitRegister.ZoneCode(permit.Number), now, cancellation);
            var changed = new PermitPlateChanged(number, job.Text("kennzeichen"), command.Case.Value, now);
            stream.AppendOne(changed);
            permit = permit.Apply(changed);
        }

        await runner.InvokeAsync(
            new CompleteJob(command.Case, command.Job, IssuePermitHandler.Answer(permit), ParkingModule.Origin), cancellation: cancellation);
    }
}
