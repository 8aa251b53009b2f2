using System.Globalization;
using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>What happened, in words.</summary>
internal static class TimelineTexts
{
    public static string Title(Texts texts, string kind, string? subject) =>
        texts.Has($"timeline.{kind}.{subject}") ? texts[$"timeline.{kind}.{subject}"]
        : subject is not null ? texts.Format($"timeline.{kind}.of", Subject(texts, subject)) : texts[$"timeline.{kind}"];

    /// <summary>Who did it; a deputy is named after the one acted for.</summary>
    public static string By(Texts texts, string? byName, string? forName) => (byName, forName) switch
    {
        (null, _) => texts["timeline.auto"],
        ({ } by, { } absent) => texts.Format("timeline.deputy", absent, by),
        ({ } by, null) => by,
    };

    private static string Subject(Texts texts, string subject) =>
        DateOnly.TryParseExact(subject, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? texts.Date(day) : subject;
}
