using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Parking;

/// <summary>One row for every permit, written in the commit that changes it: the table's constraint decides who was first.</summary>
internal sealed class PermitsProjection : RowProjection<Permit>
{
    public override string Name => "permits";
    public override string Table => "permits";

    public override IReadOnlyList<RowColumn> Columns { get; } =
    [
        new("permit_id", NpgsqlDbType.Uuid, IsKey: true),
        new("number", NpgsqlDbType.Varchar),
        new("person", NpgsqlDbType.Uuid),
        new("zone", NpgsqlDbType.Varchar),
        new("plate", NpgsqlDbType.Text),
        new("plate_key", NpgsqlDbType.Varchar),
        new("valid_from", NpgsqlDbType.Date),
        new("valid_to", NpgsqlDbType.Date),
        new("case_id", NpgsqlDbType.Uuid),
        new("state", NpgsqlDbType.Varchar),
        new("ends_on", NpgsqlDbType.Date),
        new("renewal_offered", NpgsqlDbType.Boolean),
        new("renewed_by", NpgsqlDbType.Uuid),
        new("holder", NpgsqlDbType.Text),
        new("holder_key", NpgsqlDbType.Text),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Permit permit, long version, DateTimeOffset at) =>
    [
        [
            streamId, permit.Number, permit.Holder.Value, permit.Zone, permit.Plate, Plate.KeyOf(permit.Plate), permit.ValidFrom, permit.ValidTo, permit.Case,
            PermitStates.Word(permit.State), permit.EndsOn, permit.IsRenewalOffered, permit.RenewedBy, permit.HolderName, HolderKey.Of(permit.HolderName),
        ],
    ];
}

/// <summary>One row for every number that is void.</summary>
internal sealed class VoidSheetsProjection : RowProjection<Permit>
{
    public override string Name => "permit_void_sheets";
    public override string Table => "permit_void_sheets";

    public override IReadOnlyList<RowColumn> Columns { get; } =
        [new("permit_id", NpgsqlDbType.Uuid, IsKey: true), new("number", NpgsqlDbType.Varchar, IsKey: true), new("since", NpgsqlDbType.TimestampTz)];

    public override IEnumerable<object?[]> Rows(Guid streamId, Permit permit, long version, DateTimeOffset at) =>
        permit.VoidSheets.Select(sheet => new object?[] { streamId, sheet.Number, sheet.Since });
}

internal static class PermitStates
{
    public static string Word(PermitState state) => state switch
    {
        PermitState.Valid => "valid",
        PermitState.Expired => "expired",
        PermitState.Returned => "returned",
        PermitState.Revoked => "revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static PermitState Read(string word) => word switch
    {
        "valid" => PermitState.Valid,
        "expired" => PermitState.Expired,
        "returned" => PermitState.Returned,
        "revoked" => PermitState.Revoked,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };
}
