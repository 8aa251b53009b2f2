using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Periods;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>A row for each decided case of which the rules found something: result and reason codes, zone and outcome, no names.</summary>
internal sealed class PrecedentsProjection : RowProjection<Case, PrecedentRow>
{
    public override string Name => "precedents";
    public override string Table => "precedents";

    public override IEnumerable<PrecedentRow> Rows(Guid streamId, Case @case, long version, DateTimeOffset at)
    {
        if (@case.Notice is { } notice && FindingsOf(@case) is { } findings)
            yield return new(streamId, @case.ProcedureKey, @case.Team, @case.FileNumber, findings, ZoneOf(@case), notice.Kind, LegalTime.Day(notice.IssuedAt));
    }

    /// <summary>
    /// What makes cases alike: the result of the rules and its reasons, whatever their order; null before the rules were asked or after the person
    /// was forgotten.
    /// </summary>
    public static string? FindingsOf(Case @case) => @case.Text(DataNames.Findings) is { Length: > 0 } result && !result.Contains('█')
        ? string.Join(' ', Codes(@case).Order(StringComparer.Ordinal).Prepend(result))
        : null;

    public static string? ZoneOf(Case @case) => @case.Text(DataNames.Zone) is { Length: > 0 } zone && !zone.Contains('█') ? zone : null;

    private static IEnumerable<string> Codes(Case @case) =>
        ((@case.Process.Values.GetPath(DataNames.FindingReasons) as FeelList)?.Items.OfType<FeelContext>() ?? [])
            .Select(reason => $"{CaseData.Text(reason.Get("code"))}={CaseData.Text(reason.Get("ergebnis"))}");
}

internal sealed record PrecedentRow(
    [Column(IsKey = true)] Guid CaseId, string ProcedureKey, string Team, string FileNumber, string Findings, string? Zone, string Outcome, DateOnly DecidedOn);
