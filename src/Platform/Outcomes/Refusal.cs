namespace Verwaltung.Outcomes;

/// <summary>Why something is not done, where people may well ask for it: no fault of a program, no exception.</summary>
/// <param name="Code">Stable: <c>room.what-is-wrong</c> in small letters with hyphens. Pages show the text of this key in the reader's language.</param>
/// <param name="Message">The same in English, for programs' logs and for who tries the API.</param>
public abstract record Refusal(string Code, string Message);
