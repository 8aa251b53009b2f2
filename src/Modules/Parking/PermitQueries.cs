using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

[QueryType]
internal static class PermitQueries
{
    [Authorize(Policy = ParkingModule.ClerkPolicy)]
    [GraphQLDescription("The permit with this number, also one that it had before; null if there is none. For clerks of the team that issues permits.")]
    public static Task<PermitView?> PermitAsync(string number, PermitRegister register, CancellationToken cancellation) =>
        register.FindAsync(number, cancellation);

    [Authorize(Policy = ParkingModule.ClerkPolicy)]
    [GraphQLDescription(
        "The permits of a plate, the latest first, twenty at most; "
        + "spaces, hyphens and small letters do not matter. For clerks of the team that issues permits.")]
    public static Task<IReadOnlyList<PermitView>> PermitsOfPlateAsync(string plate, PermitRegister register, CancellationToken cancellation) =>
        register.OfPlateAsync(plate, cancellation);

    [Authorize(Policy = ParkingModule.ClerkPolicy), UsePaging(DefaultPageSize = 20, MaxPageSize = 100)]
    [GraphQLDescription("All permits, newest first. For clerks of the team that issues permits.")]
    public static async Task<Connection<PermitView>> PermitsAsync(PermitRegister register, PagingArguments paging, CancellationToken cancellation)
    {
        var cursor = paging.Cursor is { } text ? Cursor.ReadId(text) : (Guid?)null;
        var rows = await register.PageAsync(cursor, paging.IsBackward, paging.Limit, cancellation);
        return Connection.FromRows(rows, paging, permit => Cursor.Write(permit.Id), count => register.CountAsync(Connection.MaxTotalCount, count));
    }

    [Authorize]
    [GraphQLDescription("The signed-in person's own permits, the latest first, a hundred at most.")]
    public static Task<IReadOnlyList<PermitView>> MyPermitsAsync(Actor actor, PermitRegister register, CancellationToken cancellation) =>
        register.OfAsync(actor.Id, cancellation);
}
