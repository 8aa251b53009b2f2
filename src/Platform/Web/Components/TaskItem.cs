namespace Verwaltung.Web;

/// <summary>Something to do, and how far it is.</summary>
public sealed record TaskItem(string Title, string Status, Tone Tone = Tone.Info, string? Href = null);
