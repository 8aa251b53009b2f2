using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Verwaltung.Forms;

namespace Verwaltung.Web;

/// <summary>All words that people see: the embedded <c>Texts/de.json</c> and <c>Texts/en.json</c> (flat, key to text) of the registered assemblies.</summary>
public sealed class TextCatalogue
{
    /// <summary>The languages of the pages; the first is the binding one (§ 23 VwVfG: the official language is German).</summary>
    public static readonly IReadOnlyList<CultureInfo> Languages = [.. PeoplesLanguage.All.Select(language => language.Culture)];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byLanguage;

    private TextCatalogue(FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage) => _byLanguage = byLanguage;

    /// <exception cref="InvalidOperationException">A key is given by two assemblies.</exception>
    public static TextCatalogue From(IEnumerable<Assembly> assemblies)
    {
        var all = assemblies.ToList();
        return new TextCatalogue(Languages.Select(l => l.TwoLetterISOLanguageName).ToFrozenDictionary(l => l, l => Merge(all, l)));
    }

    /// <summary>The texts in one language.</summary>
    public Texts In(CultureInfo culture) => new(this, culture);

    /// <summary>For tests: every key that one language has and another lacks, as <c>en: key</c>.</summary>
    public IReadOnlyList<string> Untranslated() =>
    [
        .. from language in _byLanguage
           from key in _byLanguage.Values.SelectMany(t => t.Keys).Distinct()
           where !language.Value.ContainsKey(key)
           orderby language.Key, key
           select $"{language.Key}: {key}",
    ];

    internal string? Find(CultureInfo culture, string key) =>
        _byLanguage[culture.TwoLetterISOLanguageName].GetValueOrDefault(key) ?? _byLanguage["de"].GetValueOrDefault(key);

    private static FrozenDictionary<string, string> Merge(IEnumerable<Assembly> assemblies, string language)
    {
        var texts = new Dictionary<string, string>();
        foreach (var assembly in assemblies)
            foreach (var (key, text) in Read(assembly, language))
                if (!texts.TryAdd(key, text))
                    throw new InvalidOperationException($"Expected the text '{key}' ({language}) once, but {assembly.GetName().Name} gives it again.");
        return texts.ToFrozenDictionary();
    }

    private static Dictionary<string, string> Read(Assembly assembly, string language)
    {
        using var stream = assembly.GetManifestResourceStream($"Texts/{language}.json");
        return stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
