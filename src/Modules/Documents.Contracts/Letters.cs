using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Documents.Contracts;

/// <summary>What a letter is; it decides its form.</summary>
public enum LetterKind
{
    /// <summary>A letter by DIN 5008 with sender, address field for a window envelope, date and file number: notices, hearings, call-backs.</summary>
    Letter,

    /// <summary>The confirmation that an application has arrived: a heading, facts, no address field.</summary>
    Receipt,

    /// <summary>Any other page: a permit sheet, a printed application.</summary>
    Sheet,
}

/// <summary>
/// Puts values into a template (its language: README of the Documents module) and answers with the <see cref="LetterText"/> as text, for a clerk to edit.
/// A value that the template needs and the data lacks is refused with <see cref="LetterTemplateException"/>.
/// </summary>
/// <param name="Culture">How dates and amounts are written: <c>de-DE</c>.</param>
public sealed record FillLetter(string Template, FeelContext Data, string Culture = "de-DE") : IAsk<LetterText>;

/// <summary>A letter as text: front matter and Markdown, no placeholder left.</summary>
public sealed record LetterText(string Markdown);

/// <summary>
/// Fills a template, sets it as tagged PDF (PDF/UA-1) and stores it. The same id again answers
/// with the first file. Faults of the template: <see cref="LetterTemplateException"/>; no PDF engine: <see cref="LettersUnavailableException"/>, to be retried.
/// </summary>
/// <param name="Template">A template, or the <see cref="LetterText"/> a clerk edited (then with empty data).</param>
/// <param name="FileName">Such as <c>Bescheid.pdf</c>.</param>
/// <param name="Date">The date in the letter's head, a local day.</param>
public sealed record RenderLetter(
    FileId Id, PersonId Owner, CaseId Case, string? Team, LetterKind Kind, string Template, FeelContext Data, string FileName, DateOnly Date,
    string Culture = "de-DE") : IAsk<StoredFile>;

/// <summary>A template does not fit its language or its data; <see cref="Line"/> is 1-based.</summary>
public sealed class LetterTemplateException(int line, string message) : Exception($"Line {line}: {message}")
{
    public int Line { get; } = line;
}

/// <summary>The PDF engine cannot be run now (Node is missing, or it died); trying again later may help.</summary>
public sealed class LettersUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
