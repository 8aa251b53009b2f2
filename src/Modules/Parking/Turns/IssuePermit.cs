using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

/// <summary>Enters the permit that a case grants. It bears the job's id, so a repetition finds it.</summary>
[JobWorker(
    "ausweis-eintragen", "enters the permit for a plate in a zone, whose short code `kuerzel` its number begins with", Gives = PermitAnswers.Gives)]
[AlreadyHasPermit]
internal sealed record IssuePermit(
    Job Job,
    [Input("kuerzel")] string ZoneCode,
    [Input("zone")] string Zone,
    [Input("kennzeichen")] string Plate,
    [Input("von")] DateOnly From,
    [Input("bis")] DateOnly To) : IAsk<JobResult>;

internal static class IssuePermitHandler
{
    public static async Task<JobResult> HandleAsync(IssuePermit command, IRunner runner, CancellationToken cancellation) =>
        PermitAnswers.Of(await runner.InvokeAsync<Permit>(
            new EnterPermit(
                command.Job.Id, command.ZoneCode, command.Job.Applicant, command.Zone, command.Plate, command.From, command.To, command.Job.Case),
            cancellation: cancellation));
}
