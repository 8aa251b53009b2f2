using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>One row for every case, open or closed.</summary>
internal sealed class CasesProjection : RowProjection<Case, CaseRow>
{
    public override string Name => "cases";
    public override string Table => "cases";

    public override IEnumerable<CaseRow> Rows(Guid streamId, Case @case, long version, DateTimeOffset at) =>
    [
        new(
            streamId, @case.FileNumber, @case.ProcedureKey, @case.Bundle, @case.Applicant, @case.Team, @case.Step,
            @case.Notice?.Kind, @case.ReceivedAt, @case.IsClosed ? at : null, version),
    ];
}

internal sealed record CaseRow(
    [Column(IsKey = true)] Guid CaseId, string FileNumber, string ProcedureKey, string Bundle, PersonId Applicant, string Team, string Step,
    string? Outcome, DateTimeOffset ReceivedAt, DateTimeOffset? ClosedAt, long Version);
