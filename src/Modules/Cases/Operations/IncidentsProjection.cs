using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Cases;

/// <summary>One row for every step that stopped and still waits to be tried again.</summary>
internal sealed class IncidentsProjection : RowProjection<Case>
{
    public override string Name => "incidents";
    public override string Table => "incidents";

    public override IReadOnlyList<RowColumn> Columns { get; } =
    [
        new("case_id", NpgsqlDbType.Uuid, IsKey: true),
        new("incident_id", NpgsqlDbType.Uuid, IsKey: true),
        new("file_number", NpgsqlDbType.Varchar),
        new("element_id", NpgsqlDbType.Varchar),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Case @case, long version, DateTimeOffset at) =>
        @case.Process.Incidents.Values.Select(incident => new object?[] { streamId, incident.Incident, @case.FileNumber, incident.ElementId });
}
