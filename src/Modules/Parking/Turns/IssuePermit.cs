using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>
/// Job <c>ausweis-eintragen</c>: enters the permit for <c>kennzeichen</c> in <c>zone</c> (short code <c>kuerzel</c>), valid <c>von</c> to <c>bis</c>,
/// and ends the job in the same commit with <c>ausweis: { nummer, von, bis }</c>. The permit bears the job's id, so a repetition finds it.
/// </summary>
internal sealed record IssuePermit(CaseId Case, Guid Job)
{
    public const string JobType = "ausweis-eintragen";
}

internal static class IssuePermitHandler
{
    public static async Task HandleAsync(IssuePermit command, IRunner runner, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return;

        var permit = await runner.InvokeAsync<Permit>(
            new EnterPermit(
                command.Job, job.Text("kuerzel"), new PersonId(job.Applicant), job.Text("zone"), job.Text("kennzeichen"), job.Date("von"),
                job.Date("bis"), command.Case),
            cancellation: cancellation);
        await runner.InvokeAsync(new CompleteJob(command.Case, command.Job, Answer(permit), ParkingModule.Origin), cancellation: cancellation);
    }

    public static FeelContext Answer(Permit permit) => FeelContext.Empty.With("ausweis", FeelContext.Empty
        .With("nummer", permit.Number).With("von", JobInput.Iso(permit.ValidFrom)).With("bis", JobInput.Iso(permit.ValidTo)));
}
