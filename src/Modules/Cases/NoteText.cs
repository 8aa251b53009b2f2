namespace Verwaltung.Cases;

/// <summary>What colleagues write to each other.</summary>
internal static class NoteText
{
    public const int Most = 2000;

    public static bool Fits(string text, bool mayBeEmpty = false) => text.Trim().Length is var length && length <= Most && (mayBeEmpty || length > 0);
}
