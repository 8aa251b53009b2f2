namespace Verwaltung.Web;

/// <summary>A page of a journey; <paramref name="Href"/> leads back to it once it is done.</summary>
public sealed record StepItem(string Title, string? Href = null);
