using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

[QueryType]
internal static class SearchPermitsQuery
{
    private const int Longest = 100;

    [Authorize(Policy = ParkingModule.ClerkPolicy), ListSize(20)]
    [GraphQLDescription(
        "Permits by number, plate or the holder's name, the latest first, twenty at most. "
        + "For clerks of the team that issues permits. That and when somebody searched is recorded.")]
    public static async Task<IReadOnlyList<PermitView>> SearchPermitsAsync(
        string text, Actor actor, PermitRegister register, CheckLog log, CancellationToken cancellation)
    {
        if (text.Trim() is not { Length: > 0 and <= Longest } asked) return [];
        var found = await FindAsync(asked, register, cancellation);
        await log.WriteAsync(
            new(actor.Id, "search", "OFFICE", null, null, found is [] ? "UNKNOWN" : "FOUND", found is [var only] ? only.Id : null), cancellation);
        return found;
    }

    // A plate has digits, a name has none.
    private static async Task<IReadOnlyList<PermitView>> FindAsync(string asked, PermitRegister register, CancellationToken cancellation) =>
        SheetCode.IsNumber(asked) ? await register.FindAsync(asked.ToUpperInvariant(), cancellation) is { } permit ? [permit] : []
        : asked.Any(char.IsDigit) ? await register.OfPlateAsync(asked, cancellation)
        : await register.OfHolderAsync(asked, cancellation);
}
