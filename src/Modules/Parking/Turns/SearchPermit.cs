using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>Has the applicant a permit that is valid in a term, and somebody else one for the plate?</summary>
[JobWorker(
    "ausweis-suchen", "says whether the applicant has a permit that is valid in the term, and whether another person has one for the plate then",
    Gives = "`ausweis`: `vorhanden`; if there is one `nummer`, `zone`, `kennzeichen`, `von`, `bis`; with the input `kennzeichen` also `kennzeichenVergeben`")]
internal sealed record SearchPermit(
    Job Job, [Input("von")] DateOnly From, [Input("bis")] DateOnly To, [Input("kennzeichen")] string? Plate) : IAsk<JobResult>;

internal static class SearchPermitHandler
{
    public static async Task<JobResult> HandleAsync(SearchPermit command, PermitRegister register, CancellationToken cancellation)
    {
        var (applicant, from, to) = (command.Job.Applicant, command.From, command.To);
        var answer = Answer(await register.FindValidAsync(applicant, from, to, cancellation));
        return PermitAnswers.Of(command.Plate is { } plate
            ? answer.With("kennzeichenVergeben", await register.IsTakenAsync(plate, applicant, from, to, cancellation))
            : answer);
    }

    private static FeelContext Answer(PermitView? permit) => permit is null
        ? FeelContext.Empty.With("vorhanden", false)
        : FeelContext.Empty.With("vorhanden", true).With("nummer", permit.Number).With("zone", permit.Zone).With("kennzeichen", permit.Plate)
            .With("von", PermitAnswers.Iso(permit.ValidFrom)).With("bis", PermitAnswers.Iso(permit.ValidTo));
}
