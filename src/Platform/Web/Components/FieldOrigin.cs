namespace Verwaltung.Web;

/// <summary>Where a value came from.</summary>
/// <param name="Source">
/// A register or channel, e.g. <c>register:melderegister</c> or <c>applicant</c>; the text resource <c>origin.SOURCE</c> names it ("Aus dem Melderegister"),
/// or that of the part before the colon.
/// </param>
/// <param name="At">When it was fetched or given.</param>
/// <param name="By">The person who gave it, if it matters to the reader.</param>
public sealed record FieldOrigin(string Source, DateTimeOffset? At = null, string? By = null)
{
    /// <summary>"Aus dem Melderegister, abgerufen am 23.11.2026, 18:04 Uhr".</summary>
    public string Text(Texts texts)
    {
        var source = Named(texts);
        return (At, By) switch
        {
            ({ } at, { } by) => texts.Format("origin.atBy", source, at, by),
            ({ } at, null) => texts.Format(Source.EndsWith("register", StringComparison.Ordinal) ? "origin.fetched" : "origin.at", source, at),
            _ => source,
        };
    }

    private string Named(Texts texts) =>
        new[] { Source, Source.Split(':')[0] }.Select(name => $"origin.{name}").FirstOrDefault(texts.Has) is { } key ? texts[key] : Source;
}
