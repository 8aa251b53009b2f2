using System.Globalization;

namespace Verwaltung.Documents.Post;

/// <summary>The day of posting: a local day, written as date fields and addresses do, read also as people type it.</summary>
internal static class PostingDay
{
    internal static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? day : null;
}
