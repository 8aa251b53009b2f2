using System.Security.Claims;
using System.Text.Json.Nodes;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;

namespace Verwaltung.Cases.Tests;

public sealed class SearchTests : CasesTest
{
    private const string Search = "query($text: String!) { searchCases(text: $text) { hasMore cases { id applicantName matchedBy isClosed } } }";

    [Theory]
    [InlineData("Müller", "NAME")]
    [InlineData("mueller", "NAME")]
    [InlineData("Muller jürg", "NAME")]
    [InlineData("Jürgen Müll", "NAME")]
    [InlineData("Jurgen Muler", "NAME")]
    [InlineData("Müllre", "SIMILAR_NAME")]
    [InlineData("DO-JM 417", "PLATE")]
    [InlineData("do jm417", "PLATE")]
    [InlineData("JM 417", "PLATE")]
    [InlineData("417", "PLATE")]
    [InlineData("17.4.1958", "BIRTH_DATE")]
    [InlineData("1958-04-17", "BIRTH_DATE")]
    [InlineData("Mueller 17.04.1958", "NAME,BIRTH_DATE")]
    [InlineData("Müller DO-JM 417", "NAME,PLATE")]
    public async Task A_case_is_found_by_what_a_caller_says(string said, string why)
    {
        var id = await OpenAsync("Jürgen", "Müller", "DO-JM 417", "1958-04-17");
        await OpenAsync("Halina", "Kosmala", "DO-HK 22", "1952-11-30");

        var found = await FindAsync(said, People.Sabine);

        Assert.Equal([(id.Value.ToString(), why)], found);
    }

    [Theory]
    [InlineData("Maier", "Meyer")]
    [InlineData("Schmitt", "Schmidt")]
    [InlineData("Brant", "Brandt")]
    [InlineData("Groß", "Gross")]
    [InlineData("Zoë", "Zoe")]
    public async Task Names_that_sound_alike_are_found_by_each_other(string heard, string written)
    {
        await OpenAsync("Ilse", written, "DO-AA 1", "1960-01-01");
        Assert.Single(await FindAsync(heard, People.Sabine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("%")]
    [InlineData("Müller 18.04.1958")]
    [InlineData("31.02.1958")]
    [InlineData("DO-JM 418")]
    [InlineData("%' or true --")]
    public async Task What_does_not_fit_finds_nothing(string said)
    {
        await OpenAsync("Jürgen", "Müller", "DO-JM 417", "1958-04-17");
        Assert.Empty(await FindAsync(said, People.Sabine));
    }

    [Fact]
    public async Task The_end_of_a_file_number_is_enough_and_comes_first()
    {
        var id = await OpenAsync("Jürgen", "Müller", "DO-JM 1", "1958-04-17");
        var number = (await Host.CaseAsync(id)).FileNumber;

        foreach (var said in (string[])[number, number[^6..], number[^6..].TrimStart('0'), number[(number.IndexOf('-') + 1)..]])
            Assert.Equal([(id.Value.ToString(), "FILE_NUMBER")], await FindAsync(said, People.Sabine));
    }

    [Fact]
    public async Task Closed_cases_are_found_too_and_other_teams_find_nothing()
    {
        var id = await Host.DecideAsync();

        Assert.Equal([(id.Value.ToString(), "NAME")], await FindAsync("Yildiz", People.Sabine));
        Assert.Empty(await FindAsync("Yildiz", People.Olga));
        Assert.Empty(await FindAsync("Yildiz", People.Otto));
        Assert.NotNull((await Host.AskAsync(Search, People.Leyla, new { text = "Yildiz" }))["errors"]);
    }

    [Fact]
    public async Task Every_search_is_on_record_without_its_words()
    {
        var id = await OpenAsync("Jürgen", "Müller", "DO-JM 417", "1958-04-17");
        await FindAsync("Müller 17.04.1958", People.Sabine);
        await FindAsync("Nirgendwer", People.Emre);

        Assert.Equal(
            [$"{People.Sabine.Id()}|{{name,birth_date}}|{{{id.Value}}}", $"{People.Emre.Id()}|{{name}}|{{}}"],
            await Database.RowsAsync("select person, criteria::text, found::text from case_searches order by person"));
    }

    [Fact]
    public async Task A_forgotten_person_is_found_by_the_file_number_alone()
    {
        var id = await Host.OpenAsync();
        await Host.Service<PersonalKeys>().ForgetAsync(People.Leyla.Id().Value);

        foreach (var said in (string[])["Yildiz", "DO-LB 417", "███"])
            Assert.Empty(await FindAsync(said, People.Sabine));
        Assert.Single(await FindAsync((await Host.CaseAsync(id)).FileNumber, People.Sabine));
        Assert.Equal(["███ ███|∅|∅"], await Database.RowsAsync("select applicant_name, name_key, plates from case_search"));
    }

    private async Task<CaseId> OpenAsync(string given, string family, string plate, string birth)
    {
        var id = new CaseId(Guid.CreateVersion7());
        var application = CasesHost.Application(id) with
        {
            Values =
            [
                new("account", FeelContext.Empty.WithPath("antragsteller.vorname", given).WithPath("antragsteller.nachname", family).WithPath("antragsteller.geburtsdatum", birth)),
                new("applicant", FeelContext.Empty.WithPath("antrag.kennzeichen", plate).WithPath("antrag.bekanntgabe", "post").WithPath("antrag.strasse", "Gutenbergstraße").WithPath("antrag.hausnummer", "17")),
            ],
        };
        await Host.Bus.InvokeAsync<CaseStarted>(application, new InvokeOptions { By = application.By.ToString() });
        return id;
    }

    private async Task<IReadOnlyList<(string Id, string Why)>> FindAsync(string text, ClaimsPrincipal person)
    {
        var answer = await Host.AskAsync(Search, person, new { text });
        Assert.Null(answer["errors"]);
        return [.. answer["data"]!["searchCases"]!["cases"]!.AsArray().Select(one => ((string)one!["id"]!, string.Join(',', one["matchedBy"]!.AsArray().Select(why => (string)why!))))];
    }
}
