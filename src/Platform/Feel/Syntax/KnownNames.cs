using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Verwaltung.Feel.Syntax;

/// <summary>
/// Names in scope as sequences of tokens. Where several names fit, the longest one wins (DMN 1.5, clause 10.3.1.4).
/// </summary>
internal sealed class KnownNames
{
    private readonly KnownNames? _outer;
    private readonly Dictionary<string, List<(string[] Words, string Name)>> _byFirstWord = new(StringComparer.Ordinal);

    private static readonly ConditionalWeakTable<FrozenSet<string>, KnownNames> Shared = [];

    /// <summary>The names above <paramref name="outer"/>. The frozen set of a model is taken apart once for all of its expressions.</summary>
    public static KnownNames Over(KnownNames outer, IEnumerable<string> names) =>
        names is FrozenSet<string> frozen ? new KnownNames(Shared.GetValue(frozen, set => new KnownNames(outer, set)), []) : new KnownNames(outer, names);

    public KnownNames(KnownNames? outer, IEnumerable<string> names)
    {
        _outer = outer;
        foreach (var name in names) Add(name);
    }

    /// <summary>Adds a name; one that cannot be written in FEEL stays reachable through <c>get value</c> alone.</summary>
    public void Add(string name)
    {
        if (Words(name) is not [var first, ..] words) return;
        if (!_byFirstWord.TryGetValue(first, out var candidates)) _byFirstWord[first] = candidates = [];
        if (candidates.Exists(candidate => candidate.Name == name)) return;
        candidates.Add((words, name));
        candidates.Sort((a, b) => b.Words.Length - a.Words.Length);
    }

    /// <summary>The longest known name at <paramref name="at"/> and how many tokens it takes; (null, 0) if none is known.</summary>
    public (string? Name, int Length) Longest(List<Token> tokens, int at)
    {
        var outer = _outer?.Longest(tokens, at) ?? default;
        if (!_byFirstWord.TryGetValue(tokens[at].Text, out var candidates)) return outer;
        foreach (var (words, name) in candidates)
            if (words.Length >= outer.Length && Fits(words, tokens, at)) return (name, words.Length);
        return outer;
    }

    private static string[] Words(string name)
    {
        try
        {
            return [.. Lexer.Read(name).Where(token => token.Kind != TokenKind.End).Select(token => token.Text)];
        }
        catch (FeelSyntaxException)
        {
            return [];
        }
    }

    private static bool Fits(string[] words, List<Token> tokens, int at)
    {
        if (at + words.Length >= tokens.Count) return false;
        for (var i = 0; i < words.Length; i++)
            if (tokens[at + i].Text != words[i] || tokens[at + i].Kind is TokenKind.Text or TokenKind.AtLiteral) return false;
        return true;
    }
}
