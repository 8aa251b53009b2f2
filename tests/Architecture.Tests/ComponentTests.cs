using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>How pages use components.</summary>
public sealed partial class ComponentTests
{
    private static readonly ILookup<string, Type> Components = House.Projects.SelectMany(project => project.Assembly.GetTypes())
        .Where(type => typeof(IComponent).IsAssignableFrom(type)).ToLookup(type => type.Name);

    /// <summary>What a form sends is called and valued by words, and a variable that takes it is mostly called alike.</summary>
    private static readonly HashSet<string> Sent = ["Name", "KernButton.Value"];

    /// <summary>Razor takes a bare word as an expression, but for a text as that text: the name of a variable is then shown or read in place of its value.</summary>
    [Fact]
    public void A_text_parameter_is_given_no_name_of_a_variable_as_its_text()
    {
        var pages = House.Projects.SelectMany(project => project.Files(".razor")).ToList();
        Assert.NotEmpty(pages);
        Expect.Nothing(pages.SelectMany(Suspicious));
    }

    [Theory]
    [InlineData("""@if (AsOf is { } then) { <CaseAsOf Case="Id" Day="then" /> }""", "CaseAsOf Day=\"then\"")]
    [InlineData("""@foreach (var day in Days) { <CaseAsOf Day="day" /> }""", "CaseAsOf Day=\"day\"")]
    [InlineData("""<CaseAsOf Day="Today" /> @code { private string Today => ""; }""", "CaseAsOf Day=\"Today\"")]
    [InlineData("""@if (AsOf is { } then) { <CaseAsOf Case="Id" Day="@then" /> }""", null)]
    [InlineData("""<KernInput Name="day" Type="date" /> @code { private string today = ""; }""", null)]
    public void A_bare_word_is_told_from_a_text_by_what_the_page_knows(string page, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Suspicious("", page));

    private static IEnumerable<string> Suspicious(string file)
    {
        var behind = Path.ChangeExtension(file, ".razor.cs");
        return Suspicious(House.Relative(file) + ": ", File.ReadAllText(file) + (File.Exists(behind) ? File.ReadAllText(behind) : ""));
    }

    private static IEnumerable<string> Suspicious(string where, string page)
    {
        var names = Declared().Matches(page).Select(match => match.Groups["name"].Value).ToHashSet();
        return from Match tag in Tag().Matches(page)
               from Match given in Given().Matches(tag.Value)
               where names.Contains(given.Groups["word"].Value)
               where !Sent.Contains(given.Groups["parameter"].Value) && !Sent.Contains($"{tag.Groups["name"].Value}.{given.Groups["parameter"].Value}")
               where Components[tag.Groups["name"].Value].Any(type => type.GetProperty(given.Groups["parameter"].Value)?.PropertyType == typeof(string))
               select $"{where}{tag.Groups["name"].Value} {given.Value.Trim()}";
    }

    [GeneratedRegex("""<(?<name>[A-Z]\w*)\b(?:[^<>"]|"[^"]*")*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""\s(?<parameter>[A-Z]\w*)="(?<word>[A-Za-z_]\w*)["]""")]
    private static partial Regex Given();

    /// <summary>Variables, pattern variables, fields and properties.</summary>
    [GeneratedRegex(@"(?:\bvar|\bis \{[^{}]*\}|\b(?:string|string\?|DateOnly|Guid|int|bool)) (?<name>[A-Za-z_]\w*)")]
    private static partial Regex Declared();
}
