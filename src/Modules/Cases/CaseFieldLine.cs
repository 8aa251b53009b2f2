using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>A value as the case page shows it; public because components and their parameters are.</summary>
public sealed record CaseFieldLine(string Group, string Label, string Text, FieldOrigin Origin);
