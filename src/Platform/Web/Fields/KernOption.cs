namespace Verwaltung.Web;

/// <summary>An answer to choose: what is posted, what is read.</summary>
public sealed record KernOption(string Value, string Label, string? Hint = null);
