namespace Verwaltung.Web;

/// <summary>A file that was uploaded before: its id, its name for people, where it can be read.</summary>
public sealed record UploadedFile(string Id, string Name, string? Href = null);
