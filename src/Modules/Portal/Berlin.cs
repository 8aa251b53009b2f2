namespace Verwaltung.Portal;

/// <summary>Legal days are days in Germany, wherever the host stands.</summary>
internal static class Berlin
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
}
