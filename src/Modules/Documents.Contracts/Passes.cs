using Verwaltung.Messaging;

namespace Verwaltung.Documents.Contracts;

/// <summary>
/// Sets one page that is printed and shown: a few large words and a code for cameras. Nothing is stored,
/// so that a page is always made of what holds now. No PDF engine: <see cref="LettersUnavailableException"/>.
/// </summary>
/// <param name="Issuer">Who issues it, at the head.</param>
/// <param name="Title">What it is; also the document's title.</param>
/// <param name="Lines">The facts in reading order.</param>
/// <param name="Code">What the QR code says, in Latin letters; level M (15 % may be unreadable), ISO/IEC 18004.</param>
/// <param name="CodeLabel">Words below the code, read out in its place.</param>
/// <param name="Notes">What else to know; the last part of the page.</param>
public sealed record RenderPass(
    string Issuer, string Title, IReadOnlyList<PassLine> Lines, string Code, string CodeLabel, IReadOnlyList<string> Notes,
    string Culture = "de-DE") : IAsk<PassPdf>;

/// <summary>A fact of a pass.</summary>
/// <param name="Size">Height of the letters in points; a value too wide for the page is set smaller.</param>
public sealed record PassLine(string Label, string Value, int Size);

/// <summary>Answer of <see cref="RenderPass"/>: a tagged PDF (PDF/UA-1).</summary>
public sealed record PassPdf(byte[] Content);
