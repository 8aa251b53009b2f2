using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

[GraphQLDescription("Why a warden asks. Other purposes are none for which the register may be asked.")]
internal enum CheckPurpose
{
    [GraphQLDescription("A patrol on foot or by car (Kontrollgang).")]
    Patrol,

    [GraphQLDescription("Somebody complained about this car.")]
    Complaint,

    [GraphQLDescription("Before a car is towed.")]
    Towing,
}

[GraphQLDescription("What the register says about a plate or a sheet.")]
internal enum CheckVerdict
{
    [GraphQLDescription("A permit allows to park here today.")]
    Valid,

    [GraphQLDescription("There is no permit for it.")]
    Unknown,

    [GraphQLDescription("The permit begins later.")]
    Upcoming,

    [GraphQLDescription("The permit's term is over.")]
    Expired,

    [GraphQLDescription("The permit was given back.")]
    Returned,

    [GraphQLDescription("The permit was revoked.")]
    Revoked,

    [GraphQLDescription("The permit is valid, but for another zone.")]
    OtherZone,

    [GraphQLDescription("The sheet belongs to another car.")]
    OtherPlate,

    [GraphQLDescription("The permit has another number by now; this sheet is void.")]
    VoidSheet,

    [GraphQLDescription("The code was not made by this city, or was changed.")]
    NotGenuine,
}

/// <summary>The answer to a warden. It never names the holder.</summary>
[ObjectType]
[GraphQLDescription("The answer to a warden. It never names the holder.")]
internal sealed record PermitCheck(
    [property: GraphQLDescription("Why it is valid or not.")] CheckVerdict Verdict,
    [property: GraphQLDescription("The plate of the permit, to be compared with the car; null if there is none.")] string? Plate,
    [property: GraphQLDescription("The permit's zone.")] string? Zone,
    [property: GraphQLDescription("The permit's number as it is now.")] string? Number,
    [property: GraphQLDescription("Last day on which one may park with it.")] DateOnly? ValidUntil)
{
    [GraphQLDescription("Whether the car may stand here today as a resident's.")]
    public bool IsValid => Verdict is CheckVerdict.Valid;
}

[QueryType]
internal static class CheckPermitQuery
{
    private const int Longest = 400;

    [Authorize(Policy = ParkingModule.WardenPolicy)]
    [GraphQLDescription(
        "Whether a car may park with a resident parking permit: by plate, by what the sheet's "
        + "code says or its number, or by both. For wardens. Who asked, when and why is recorded.")]
    public static async Task<PermitCheck> CheckPermitAsync(
        CheckPurpose purpose, Actor actor, Checks checks, CheckLog log, CancellationToken cancellation, string? plate = null, string? code = null,
        string? zone = null)
    {
        var (askedPlate, askedCode) = (Asked(plate), Asked(code));
        if (askedPlate is null && askedCode is null)
            throw new GraphQlException("Expected a plate or a code of at most 400 characters.", ErrorCodes.BadUserInput);
        var (check, permit) = await checks.RunAsync(askedPlate, askedCode, Asked(zone), cancellation);
        await log.WriteAsync(
            new(actor.Id, askedCode is null ? "plate" : "code", CheckLog.Word(purpose), null, Asked(zone), CheckLog.Word(check.Verdict), permit), cancellation);
        return check;
    }

    [Authorize(Policy = ParkingModule.WardenPolicy)]
    [GraphQLDescription("Names of the zones in which there are permits. For wardens.")]
    public static Task<IReadOnlyList<string>> PermitZonesAsync(PermitRegister register, CancellationToken cancellation) => register.ZonesAsync(cancellation);

    private static string? Asked(string? text) => text?.Trim() is { Length: > 0 and <= Longest } asked ? asked : null;
}
