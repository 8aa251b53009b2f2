using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Parking;

/// <summary>One row for every permit, written in the commit that issues it: the table's constraint decides who was first.</summary>
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
        new("valid_from", NpgsqlDbType.Date),
        new("valid_to", NpgsqlDbType.Date),
        new("case_id", NpgsqlDbType.Uuid),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Permit permit, long version, DateTimeOffset at) =>
        [[streamId, permit.Number, permit.Holder.Value, permit.Zone, permit.Plate, permit.ValidFrom, permit.ValidTo, permit.Case]];
}
