using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>
/// Job <c>ausweis-suchen</c>: has the applicant a permit that is valid in the term <c>von</c> to <c>bis</c>?
/// Answers <c>ausweis: { vorhanden, nummer, zone, kennzeichen, von, bis }</c>, all but the first only if there is one. With the input
/// <c>kennzeichen</c> also <c>kennzeichenVergeben</c>: whether another person has a permit for that plate then.
/// </summary>
internal sealed record SearchPermit(CaseId Case, Guid Job)
{
    public const string JobType = "ausweis-suchen";
}

internal static class SearchPermitHandler
{
    public static async Task HandleAsync(SearchPermit command, IRunner runner, PermitRegister register, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return;

        var (from, to) = (job.Date("von"), job.Date("bis"));
        var answer = Answer(await register.FindValidAsync(new PersonId(job.Applicant), from, to, cancellation));
        if (job.Values.Get("kennzeichen") is FeelString plate)
            answer = answer.With("kennzeichenVergeben", await register.IsTakenAsync(plate.Value, new PersonId(job.Applicant), from, to, cancellation));
        await runner.InvokeAsync(
            new CompleteJob(command.Case, command.Job, FeelContext.Empty.With("ausweis", answer), ParkingModule.Origin), cancellation: cancellation);
    }

    private static FeelContext Answer(PermitView? permit) => permit is null
        ? FeelContext.Empty.With("vorhanden", false)
        : FeelContext.Empty.With("vorhanden", true).With("nummer", permit.Number).With("zone", permit.Zone).With("kennzeichen", permit.Plate)
            .With("von", JobInput.Iso(permit.ValidFrom)).With("bis", JobInput.Iso(permit.ValidTo));
}
