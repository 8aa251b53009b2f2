using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Verwaltung.Periods;

/// <summary>The sentences of this engine, by key, in German and English (<c>Texts/*.json</c>). Other languages get the German text, which is binding.</summary>
internal static class Sentences
{
    private static readonly FrozenDictionary<string, string> German = Load("de");
    private static readonly FrozenDictionary<string, string> English = Load("en");

    internal static string Text(string key, CultureInfo culture) =>
        (culture.TwoLetterISOLanguageName == "en" ? English : German)[key];

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(Sentences).Assembly.GetManifestResourceStream($"Texts/{language}.json")
            ?? throw new InvalidOperationException($"Expected the texts '{language}' in the assembly, but found none.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary();
    }
}
