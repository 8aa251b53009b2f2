using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Parking;

/// <summary>One row for every permit, written in the commit that changes it: the table's constraint decides who was first.</summary>
internal sealed class PermitsProjection : RowProjection<Permit, PermitRow>
{
    public override string Name => "permits";
    public override string Table => "permits";

    public override IEnumerable<PermitRow> Rows(Guid streamId, Permit permit, long version, DateTimeOffset at) =>
    [
        new(
            streamId, permit.Number, permit.Holder, permit.Zone, permit.Plate, Plate.KeyOf(permit.Plate), permit.ValidFrom, permit.ValidTo, permit.Case,
            permit.State, permit.EndsOn, permit.IsRenewalOffered, permit.RenewedBy, permit.HolderName, HolderKey.Of(permit.HolderName)),
    ];
}

/// <summary>A permit as it stands in the register.</summary>
internal sealed record PermitRow(
    [Column(IsKey = true)] Guid PermitId, string Number, PersonId Person, string Zone, string Plate, string? PlateKey, DateOnly ValidFrom, DateOnly ValidTo,
    Guid? CaseId, PermitState State, DateOnly? EndsOn, bool RenewalOffered, Guid? RenewedBy, string? Holder, string? HolderKey);

/// <summary>One row for every number that is void.</summary>
internal sealed class VoidSheetsProjection : RowProjection<Permit, VoidSheetRow>
{
    public override string Name => "permit_void_sheets";
    public override string Table => "permit_void_sheets";

    public override IEnumerable<VoidSheetRow> Rows(Guid streamId, Permit permit, long version, DateTimeOffset at) =>
        permit.VoidSheets.Select(sheet => new VoidSheetRow(streamId, sheet.Number, sheet.Since));
}

internal sealed record VoidSheetRow([Column(IsKey = true)] Guid PermitId, [Column(IsKey = true)] string Number, DateTimeOffset Since);
