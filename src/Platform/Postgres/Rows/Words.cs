using System.Collections.Frozen;
using System.Text.Json;

namespace Verwaltung.Postgres;

/// <summary>The words that stand for an enum's values in the database: their names in snake case.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ByValue =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> ByWord = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(T value) => ByValue[value];

    /// <exception cref="InvalidCastException">No value has this word.</exception>
    public static T Read(string word) =>
        ByWord.TryGetValue(word, out var value)
            ? value
            : throw new InvalidCastException($"a word is none of {string.Join(", ", ByWord.Keys.Order(StringComparer.Ordinal))}.");
}
