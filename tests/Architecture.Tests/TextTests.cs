using System.Text.Json;
using System.Text.RegularExpressions;
using Verwaltung.Web;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>What people read exists in every language, and everything that a page says exists.</summary>
public sealed partial class TextTests
{
    private static readonly IReadOnlyList<Project> Rooms = [.. House.Of(Kind.Platform, Kind.Module).Where(room => Directory.Exists(Path.Combine(room.Folder, "Texts")))];

    [Fact]
    public void Every_text_is_there_in_every_language()
    {
        Assert.NotEmpty(Rooms);
        Expect.Nothing(from room in Rooms
                       from line in TextCatalogue.From([room.Assembly]).Untranslated()
                       select $"{room.Name} {line}");
    }

    [Fact]
    public void No_text_is_said_by_two_rooms() => Expect.Nothing(TextCatalogue.From(Rooms.Select(room => room.Assembly)).Untranslated());

    [Fact]
    public void The_places_for_values_are_the_same_in_every_language()
    {
        var differing = from room in Rooms
                        let german = Read(room, "de")
                        let english = Read(room, "en")
                        from key in german.Keys.Intersect(english.Keys)
                        where !Places(german[key]).SetEquals(Places(english[key]))
                        select $"{room.Name} {key}: '{german[key]}' and '{english[key]}'";
        Expect.Nothing(differing);
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var known = Rooms.SelectMany(room => Read(room, "de").Keys).ToHashSet();
        var missing = from project in House.Projects
                      from file in project.Files(".cs", ".razor")
                      from Match match in Named().Matches(File.ReadAllText(file))
                      where !known.Contains(match.Groups["key"].Value)
                      select $"{House.Relative(file)}: {match.Groups["key"].Value}";
        Expect.Nothing(missing);
    }

    private static Dictionary<string, string> Read(Project room, string language)
    {
        using var texts = room.Assembly.GetManifestResourceStream($"Texts/{language}.json");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(texts ?? throw new InvalidOperationException($"Expected {room.Name} to have Texts/{language}.json."))!;
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("""\b[Tt]exts(?:\[|\.Format\(|\.Markup\()"(?<key>[^"{}$]+)"(?=[\],)])""")]
    private static partial Regex Named();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();
}
