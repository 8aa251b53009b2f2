using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Cases;

/// <summary>One row for every case, open or closed.</summary>
internal sealed class CasesProjection : RowProjection<Case>
{
    public override string Name => "cases";
    public override string Table => "cases";

    public override IReadOnlyList<RowColumn> Columns { get; } =
    [
        new("case_id", NpgsqlDbType.Uuid, IsKey: true),
        new("file_number", NpgsqlDbType.Varchar),
        new("procedure_key", NpgsqlDbType.Varchar),
        new("bundle", NpgsqlDbType.Varchar),
        new("applicant", NpgsqlDbType.Uuid),
        new("team", NpgsqlDbType.Varchar),
        new("step", NpgsqlDbType.Varchar),
        new("outcome", NpgsqlDbType.Varchar),
        new("received_at", NpgsqlDbType.TimestampTz),
        new("closed_at", NpgsqlDbType.TimestampTz),
        new("version", NpgsqlDbType.Bigint),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Case @case, long version, DateTimeOffset at) =>
    [
        [
            streamId, @case.FileNumber, @case.ProcedureKey, @case.Bundle, @case.Applicant.Value, @case.Team, @case.Step,
            @case.Notice?.Kind, @case.ReceivedAt, @case.IsClosed ? at : null, version,
        ],
    ];
}
