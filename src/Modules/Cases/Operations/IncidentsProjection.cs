using Verwaltung.Events;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>One row for every step that stopped and still waits to be tried again.</summary>
internal sealed class IncidentsProjection : RowProjection<Case, IncidentRow>
{
    public override string Name => "incidents";
    public override string Table => "incidents";

    public override IEnumerable<IncidentRow> Rows(Guid streamId, Case @case, long version, DateTimeOffset at) =>
        @case.Process.Incidents.Values.Select(incident => new IncidentRow(streamId, incident.Incident, @case.FileNumber, incident.ElementId));
}

internal sealed record IncidentRow([Column(IsKey = true)] Guid CaseId, [Column(IsKey = true)] Guid IncidentId, string FileNumber, string ElementId);
