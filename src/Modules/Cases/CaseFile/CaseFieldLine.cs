using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>A value as the case page shows it; public because components and their parameters are.</summary>
/// <param name="IsApplied">Whether the application's form asks for it.</param>
public sealed record CaseFieldLine(string Group, string Label, string Text, bool IsApplied, FieldOrigin Origin);
