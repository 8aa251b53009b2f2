using System.Globalization;
using NpgsqlTypes;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases;

/// <summary>
/// What a case is found by, for each team that may see it: the applicant's name and birth date (<c>antragsteller.geburtsdatum</c>)
/// and every plate in it (values named <c>kennzeichen</c>).
/// </summary>
internal sealed class SearchProjection : RowProjection<Case>
{
    private const char Blackened = '█';

    public override string Name => "case_search";
    public override string Table => "case_search";

    public override IReadOnlyList<RowColumn> Columns { get; } =
    [
        new("case_id", NpgsqlDbType.Uuid, IsKey: true),
        new("team", NpgsqlDbType.Varchar, IsKey: true),
        new("file_number", NpgsqlDbType.Varchar),
        new("applicant_name", NpgsqlDbType.Text),
        new("name_key", NpgsqlDbType.Text),
        new("plates", NpgsqlDbType.Text),
        new("birth_date", NpgsqlDbType.Date),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Case @case, long version, DateTimeOffset at)
    {
        var (name, plates, birth) = (@case.ApplicantName, Plates(@case), BirthDate(@case));
        return @case.Process.OpenTasks.Values.SelectMany(task => task.CandidateGroups).Append(@case.Team).Distinct().Select(team => (object?[])
            [streamId, team, @case.FileNumber, name, name.Contains(Blackened) ? null : SearchKey.Name(name), plates, birth]);
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
