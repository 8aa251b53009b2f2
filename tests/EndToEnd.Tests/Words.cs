using System.Text.Json;
using Verwaltung.Testing;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What the portal says in one language, from the text files themselves: the tests press the buttons that people see.</summary>
internal sealed class Words
{
    private static readonly string[] Rooms = ["src/Platform/Web", "src/Modules/Portal", "src/Modules/Payments"];

    private readonly Dictionary<string, string> _words;

    private Words(string language)
    {
        Language = language;
        _words = Rooms.SelectMany(room => Read(Path.Combine(TestDatabase.RepositoryRoot, room, "Texts", $"{language}.json"))).ToDictionary();
    }

    public static Words German { get; } = new("de");
    public static Words English { get; } = new("en");

    public string Language { get; }
    public string this[string key] => _words[key];

    public static Words In(string language) => language == "de" ? German : English;

    private static Dictionary<string, string> Read(string file) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;
}
