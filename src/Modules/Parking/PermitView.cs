using Verwaltung.GraphQl;

namespace Verwaltung.Parking;

[GraphQLDescription("What a permit is on a day.")]
internal enum PermitStatus
{
    [GraphQLDescription("Its first day has not come yet.")]
    Upcoming,

    [GraphQLDescription("It allows to park today.")]
    Valid,

    [GraphQLDescription("Its term is over.")]
    Expired,

    [GraphQLDescription("The holder gave it back.")]
    Returned,

    [GraphQLDescription("The authority revoked it (§ 49 VwVfG NRW).")]
    Revoked,
}

/// <summary>A resident parking permit.</summary>
[ObjectType("Permit")]
[GraphQLDescription("A resident parking permit (Bewohnerparkausweis).")]
internal sealed record PermitView(
    [property: ID, GraphQLDescription("Stays the same whatever happens to the permit.")] Guid Id,
    [property: GraphQLDescription(
        "The zone's short code, the year of issue, a running number, for example `GU-2026-00417`. A new plate or a replaced sheet brings a new number.")]
    string Number,
    [property: ID, GraphQLDescription("The person it was issued to.")] Guid HolderId,
    [property: GraphQLDescription("Name of the resident parking zone.")] string Zone,
    [property: GraphQLDescription("Number plate in its normal form; `███` when the holder was forgotten.")] string Plate,
    [property: GraphQLDescription("First day on which it is valid.")] DateOnly ValidFrom,
    [property: GraphQLDescription("Last day of its term.")] DateOnly ValidTo,
    [property: ID, GraphQLDescription("The case that granted it; null for one that is older than the register.")] Guid? CaseId,
    [property: GraphQLDescription("What it is today, by the calendar of Berlin.")] PermitStatus Status,
    [property: GraphQLDescription("First day on which it is no longer valid, if it was given back or revoked.")] DateOnly? EndsOn,
    [property: ID, GraphQLDescription("The permit that follows it; null if it was not renewed.")] Guid? RenewedBy)
{
    /// <summary>How long before its end a permit can be renewed.</summary>
    public const int RenewalDays = 28;

    [GraphQLDescription("Last day on which one may park with it: the end of its term, or the day before it was given back or revoked.")]
    public DateOnly ValidUntil => EndsOn is { } end && end <= ValidTo ? end.AddDays(-1) : ValidTo;

    [GraphQLDescription("The day from which it can be renewed, 28 days before the end; null if it cannot: it was renewed or is over.")]
    public DateOnly? RenewableFrom => Status is PermitStatus.Valid && RenewedBy is null && EndsOn is null ? ValidTo.AddDays(-RenewalDays) : null;

    /// <summary>What a row is on a day.</summary>
    public static PermitView Of(PermitRow row, DateOnly day) => new(
        row.PermitId, row.Number, row.Person.Value, row.Zone, row.Plate, row.ValidFrom, row.ValidTo, row.CaseId, StatusOn(day, row), row.EndsOn, row.RenewedBy);

    private static PermitStatus StatusOn(DateOnly day, PermitRow row) => row.State switch
    {
        PermitState.Returned when row.EndsOn <= day => PermitStatus.Returned,
        PermitState.Revoked when row.EndsOn <= day => PermitStatus.Revoked,
        _ when row.ValidTo < day => PermitStatus.Expired,
        _ when row.ValidFrom > day => PermitStatus.Upcoming,
        _ => PermitStatus.Valid,
    };
}
