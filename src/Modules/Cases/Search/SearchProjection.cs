using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>
/// What a case is found by, for each team that may see it: the applicant's name and birth date (<c>antragsteller.geburtsdatum</c>)
/// and every plate in it (values named <c>kennzeichen</c>).
/// </summary>
internal sealed class SearchProjection : RowProjection<Case, SearchRow>
{
    private const char Blackened = '█';

    public override string Name => "case_search";
    public override string Table => "case_search";

    public override IEnumerable<SearchRow> Rows(Guid streamId, Case @case, long version, DateTimeOffset at)
    {
        var (name, plates, birth) = (@case.ApplicantName, Plates(@case), BirthDate(@case));
        return @case.Process.OpenTasks.Values.SelectMany(task => task.CandidateGroups).Append(@case.Team).Distinct().Select(team => new SearchRow(
            streamId, team, @case.FileNumber, name, name.Contains(Blackened) ? null : SearchKey.Name(name), plates, birth));
    }

    private static string? Plates(Case @case)
    {
        var plates = CaseData.Leaves(@case.Process.Values)
            .Where(leaf => leaf.Path.EndsWith($".{DataNames.Plate}", StringComparison.Ordinal)).Select(leaf => CaseData.Text(leaf.Value))
            .Where(plate => plate.Length > 0 && !plate.Contains(Blackened)).Select(SearchKey.Plate).Distinct();
        return string.Join(' ', plates) is { Length: > 0 } all ? all : null;
    }

    private static DateOnly? BirthDate(Case @case) =>
        DateOnly.TryParseExact(@case.Text(DataNames.BirthDate), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

internal sealed record SearchRow(
    [Column(IsKey = true)] Guid CaseId, [Column(IsKey = true)] string Team, string FileNumber, string ApplicantName, string? NameKey, string? Plates,
    DateOnly? BirthDate);
