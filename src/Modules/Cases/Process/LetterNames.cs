using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Cases;

/// <summary>A letter that the house sets by itself when a process comes to the step.</summary>
/// <param name="Template">The letter of the bundle it is set from; null: the one that the notice was drafted from.</param>
/// <param name="FileName">What its file is called where the procedure's <c>fileNames</c> say nothing.</param>
/// <param name="Meaning">When it is set, in one line for designers.</param>
internal sealed record LetterName(string? Template, string FileName, string Meaning)
{
    public static LetterName Receipt { get; } = new("eingangsbestaetigung", "Eingangsbestätigung.pdf", "the application has arrived");
    public static LetterName Notice { get; } = new(null, "Bescheid.pdf", "a notice is issued, from the letter `bescheid.vorlage`");
    public static LetterName Question { get; } = new("rueckfrage", "Rückfrage.pdf", "the applicant is asked by post");
    public static LetterName Withdrawal { get; } = new("ruecknahme", "Bestätigung der Rücknahme.pdf", "the application was taken back");
    public static LetterName Payment { get; } = new("zahlungsaufforderung", "Zahlungsaufforderung.pdf", "the fee is asked for by post");

    public static IReadOnlyList<LetterName> All { get; } = [Receipt, Notice, Question, Withdrawal, Payment];

    /// <summary>What the file is called that is set from a letter of the procedure.</summary>
    public string FileNameIn(ProcedureSettings settings, string template) => settings.FileNames.GetValueOrDefault(template, FileName);
}
