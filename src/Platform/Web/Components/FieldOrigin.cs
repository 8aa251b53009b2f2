namespace Verwaltung.Web;

/// <summary>Where a value came from.</summary>
/// <param name="Source">A register or channel, e.g. <c>resident-register</c>; the text resource <c>origin.SOURCE</c> names it ("Aus dem Melderegister").</param>
/// <param name="At">When it was fetched or given.</param>
/// <param name="By">The person who gave it, if it matters to the reader.</param>
public sealed record FieldOrigin(string Source, DateTimeOffset? At = null, string? By = null)
{
    /// <summary>"Aus dem Melderegister, abgerufen am 23.11.2026, 18:04 Uhr".</summary>
    public string Text(Texts texts)
    {
        var source = texts.Has($"origin.{Source}") ? texts[$"origin.{Source}"] : Source;
        return (At, By) switch
        {
            ({ } at, { } by) => texts.Format("origin.atBy", source, at, by),
            ({ } at, null) => texts.Format(Source.EndsWith("register", StringComparison.Ordinal) ? "origin.fetched" : "origin.at", source, at),
            _ => source,
        };
    }
}
