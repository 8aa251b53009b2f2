using System.Text.RegularExpressions;

namespace Verwaltung.GraphQl.Tests.Differential;

/// <summary>Damages documents: tokens are dropped, doubled, swapped and replaced, characters thrown in.</summary>
internal sealed partial class Mutator(Random random)
{
    private static readonly string[] Scraps =
    [
        "{", "}", "(", ")", "[", "]", "!", "$", "@", ":", "=", "|", "&", "...", "..", ".", "\"", "\"\"\"", "\\", "'", "#", "-", "0", "00", "1.", "1e", "0x1", "1a", "\0", "\u0007", "\uFEFF", "é", "😀", "\r\n",
        "\"\\u{110000}\"", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\\x\"", "\"\"\"\n    a\n  b\\\"\"\"\n\"\"\"", "on", "fragment", "query", "mutation", "subscription", "true", "null", "type", "extend", "directive", "input",
        "schema { query: Query }", "extend type Dog { a: Float }", "type New implements Being @mark { a(b: Foo = { c: 1, c: 2 }): Dog @deprecated @deprecated }", "directive @own(a: Int!) on FIELD", "@own", "@skip(if: $s)", "@include", "@once(must: true)",
        "$v0", "$v1", "(a: 1)", "...FDog", "...GDog", "... on Cat { meow }", "... { name }", "__typename", "__schema { types { fields { type { fields { type { fields { name } } } } } } }", "{ }", "first: 1", "name", "name: nickname", "owner { name }", "query R($v0: Dog, $v0: [Want!]) { __typename }",
        "\"description\"", "fragment FDog on Dog { ...GDog } fragment GDog on Dog { ...FDog }", "fragment FDog on Int { x }", "extend directive @own @mark", "enum E { true A }", "\"d\" { dog { name } }", "\"d\" extend type Dog { x: Int }",
    ];

    public string Mutate(string text)
    {
        var tokens = Tokens().Matches(text).Select(match => match.Value).ToList();
        for (var i = random.Next(1, 4); i > 0 && tokens.Count > 1; i--)
            MutateOnce(tokens);
        return string.Concat(tokens);
    }

    private void MutateOnce(List<string> tokens)
    {
        var at = random.Next(tokens.Count);
        switch (random.Next(8))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens.Insert(at, $" {Scraps[random.Next(Scraps.Length)]} ");
                break;
            case 4 when random.Next(4) == 0:
                tokens.RemoveRange(at, tokens.Count - at);
                break;
            default:
                if (Names(tokens) is { Count: > 1 } names)
                    tokens[names[random.Next(names.Count)]] = tokens[names[random.Next(names.Count)]];
                break;
        }
    }

    private static List<int> Names(List<string> tokens) => [.. Enumerable.Range(0, tokens.Count).Where(i => char.IsAsciiLetter(tokens[i][0]) || tokens[i][0] == '_')];

    [GeneratedRegex("[A-Za-z_][A-Za-z_0-9]*|\"(?:[^\"\\\\\\n]|\\\\.)*\"|[0-9.]+|\\s+|\\p{Cs}{2}|.", RegexOptions.Singleline)]
    private static partial Regex Tokens();
}
