using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;

namespace Verwaltung.Parking;

/// <summary>What the register answers a process: the permit under <c>ausweis</c>.</summary>
internal static class PermitAnswers
{
    public const string Gives = "`ausweis`: `nummer`, `von`, `bis`";

    public static JobResult Of(Permit permit) =>
        Of(FeelContext.Empty.With("nummer", permit.Number).With("von", Iso(permit.ValidFrom)).With("bis", Iso(permit.ValidTo)));

    public static JobResult Of(FeelContext permit) => new JobResult.Completed(FeelContext.Empty.With("ausweis", permit), ParkingModule.Origin);

    public static string Iso(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
