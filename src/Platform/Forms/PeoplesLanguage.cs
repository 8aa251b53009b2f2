using System.Globalization;

namespace Verwaltung.Forms;

/// <summary>The language in which a person is addressed: German, which is binding (§ 23 VwVfG), or English, for convenience.</summary>
public sealed class PeoplesLanguage
{
    public static readonly PeoplesLanguage German = new("de", "de-DE");

    public static readonly PeoplesLanguage English = new("en", "en-GB");

    private PeoplesLanguage(string code, string culture) => (Code, Culture) = (code, CultureInfo.GetCultureInfo(culture));

    /// <summary>All of them, the binding one first.</summary>
    public static IReadOnlyList<PeoplesLanguage> All { get; } = [German, English];

    /// <summary>The two letters, as the API and contracts write them: <c>de</c>, <c>en</c>.</summary>
    public string Code { get; }

    /// <summary>How dates, numbers and order are written in it.</summary>
    public CultureInfo Culture { get; }

    /// <summary>What somebody asked for by its two letters; German for any other and for none.</summary>
    public static PeoplesLanguage Of(string? code) => code == English.Code ? English : German;

    public override string ToString() => Code;
}
