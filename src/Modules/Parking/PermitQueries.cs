using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>A resident parking permit.</summary>
[ObjectType("Permit")]
[GraphQLDescription("A resident parking permit (Bewohnerparkausweis).")]
internal sealed record PermitView(
    [property: ID] Guid Id,
    [property: GraphQLDescription("The zone's short code, the year of issue, a running number, for example `GU-2026-00417`.")] string Number,
    [property: ID, GraphQLDescription("The person it was issued to.")] Guid HolderId,
    [property: GraphQLDescription("Name of the resident parking zone.")] string Zone,
    [property: GraphQLDescription("Number plate in its normal form; `███` when the holder was forgotten.")] string Plate,
    [property: GraphQLDescription("First day on which it is valid.")] DateOnly ValidFrom,
    [property: GraphQLDescription("Last day on which it is valid.")] DateOnly ValidTo,
    [property: ID, GraphQLDescription("The case that granted it; null for one that is older than the register.")] Guid? CaseId);

[QueryType]
internal static class PermitQueries
{
    [Authorize(Policy = ParkingModule.ClerkPolicy)]
    [GraphQLDescription("The permit with this number; null if there is none. For clerks of the team that issues permits.")]
    public static Task<PermitView?> PermitAsync(string number, PermitRegister register, CancellationToken cancellation) => register.FindAsync(number, cancellation);

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
    public static Task<IReadOnlyList<PermitView>> MyPermitsAsync(ClaimsPrincipal user, PermitRegister register, CancellationToken cancellation) =>
        register.OfAsync(Actor.From(user)!.Id, cancellation);
}
