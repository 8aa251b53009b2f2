namespace Verwaltung.Web;

/// <summary>A file as lists of documents show it.</summary>
/// <param name="Kind">What it is: the text resource <c>document.KIND</c> names it, an unknown kind is not shown.</param>
/// <param name="ContentType">Media type, for example <c>application/pdf</c>; null when unknown.</param>
/// <param name="Size">Bytes; null when unknown.</param>
public sealed record DocumentItem(string Href, string Name, string Kind, DateTimeOffset At, string? ContentType = null, long? Size = null)
{
    /// <summary>"Eingangsbestätigung · PDF, 48 kB · 22.11.2026".</summary>
    public string Facts(Texts texts) =>
        string.Join(
            " · ", new[] { texts.Has($"document.{Kind}") ? texts[$"document.{Kind}"] : "", Format(texts), texts.Date(At) }.Where(part => part.Length > 0));

    private string Format(Texts texts) =>
        string.Join(
            ", ", new[] { ContentType is { } type ? type[(type.LastIndexOf('/') + 1)..].ToUpperInvariant() : "", Bytes(texts) }.Where(part => part.Length > 0));

    private string Bytes(Texts texts) => Size switch
    {
        null => "",
        < 1_000_000 => $"{texts.Number(Math.Ceiling(Size.Value / 1000m))}\u00A0kB",
        _ => $"{texts.Number(Math.Round(Size.Value / 1_000_000m, 1))}\u00A0MB",
    };
}
