using System.Globalization;
using System.Text.RegularExpressions;

namespace Verwaltung.Cases;

/// <summary>What one line of a search says: any of a name, a plate, a birth date, a file number or its end.</summary>
/// <param name="Name">Folded by <see cref="SearchKey.Name"/>; empty if there is none.</param>
internal sealed partial record SearchWords(string Name, string? Plate, DateOnly? BirthDate, string? FileNumber)
{
    private static readonly string[] Dates = ["d.M.yyyy", "yyyy-MM-dd", "d/M/yyyy"];

    public bool IsEmpty => this is { Name: "", Plate: null, BirthDate: null, FileNumber: null };

    /// <summary>Kinds of what was asked for, as the log of searches holds them.</summary>
    public IEnumerable<string> Criteria =>
        new[] { (Name.Length > 0, "name"), (Plate is not null, "plate"), (BirthDate is not null, "birth_date"), (FileNumber is not null, "file_number") }
            .Where(criterion => criterion.Item1).Select(criterion => criterion.Item2);

    public static SearchWords Read(string text)
    {
        var date = Take(ref text, Date());
        var number = Take(ref text, Number());
        var plate = number is null ? Take(ref text, PlateLike()) : null;
        number ??= Take(ref text, Digits());
        return new SearchWords(
            SearchKey.Name(text), plate is null ? null : SearchKey.Plate(plate),
            date is not null && DateOnly.TryParseExact(date, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            number is null ? null : Padded(number));
    }

    private static string? Take(ref string text, Regex kind)
    {
        if (kind.Match(text) is not { Success: true } found)
            return null;
        text = text.Remove(found.Index, found.Length).Insert(found.Index, " ");
        return found.Value;
    }

    /// <summary>The running number as file numbers have it, so that 417 finds 000417.</summary>
    private static string Padded(string number)
    {
        var slash = number.LastIndexOf('/');
        return $"{number[..(slash + 1)]}{number[(slash + 1)..].PadLeft(6, '0')}";
    }

    [GeneratedRegex(@"\b(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})\b")]
    private static partial Regex Date();

    [GeneratedRegex(@"(?<!\S)[\d.]*-?\d{4}/\d{1,9}(?!\S)")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<!\S)(\p{L}{1,3}[- ]+\p{L}{1,2}[- ]*\d{1,4}[EHeh]?|\p{L}{1,5}[- ]*\d{1,4}[EHeh]?|(?=\S*\p{L})(?=\S*\d)[\p{L}\d-]{4,12})(?!\S)")]
    private static partial Regex PlateLike();

    [GeneratedRegex(@"(?<!\S)\d{1,9}(?!\S)")]
    private static partial Regex Digits();
}
