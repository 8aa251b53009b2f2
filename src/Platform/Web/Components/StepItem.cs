namespace Verwaltung.Web;

/// <summary>A page of a journey; <paramref name="Href"/> leads back to it once one is past it.</summary>
/// <param name="IsOpen">Something is still missing there: past it one is, done it is not.</param>
public sealed record StepItem(string Title, string? Href = null, bool IsOpen = false);
