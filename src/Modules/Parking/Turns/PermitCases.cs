using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>What a case about a permit begins with.</summary>
internal static class PermitCases
{
    public static FeelContext PersonOf(Citizen citizen) => FeelContext.Empty
        .WithPath(DataNames.GivenName, citizen.GivenName)
        .WithPath(DataNames.FamilyName, citizen.FamilyName)
        .WithPath(DataNames.BirthDate, citizen.BirthDate.ToString("O", CultureInfo.InvariantCulture));

    public static FeelContext Of(PermitView permit) => FeelContext.Empty
        .WithPath("ausweis.nummer", permit.Number)
        .WithPath("ausweis.zone", permit.Zone)
        .WithPath("ausweis.kennzeichen", permit.Plate)
        .WithPath("ausweis.bis", PermitAnswers.Iso(permit.ValidTo));
}
