using System.Net;
using Xunit;

namespace Verwaltung.Organisation.Tests;

public sealed class SignInTests(OrganisationDatabase database) : IClassFixture<OrganisationDatabase>
{
    [Fact]
    public async Task The_page_offers_citizens_with_trust_level_and_staff_with_department_as_a_demonstration()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();

        var page = await browser.ReadAsync("/sign-in?lang=de");

        Assert.All(
            ["Dies ist eine Vorführung.", "Leyla Brandt", "Vertrauensniveau hoch (Online-Ausweis)", "Sabrina Thöne", "Sachbearbeitung, Sachgebietsleitung · 33 Bürgerdienste, Bewohnerparken"],
            words => Assert.Contains(words, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_chosen_is_signed_in_led_back_and_noted()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();

        var answer = await browser.SignInAsync(People.Meltem, "/cases/17?tab=2");

        Assert.Equal((HttpStatusCode.Redirect, "/cases/17?tab=2"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal("Meltem Aksoy", await browser.MeAsync());
        Assert.Contains($"{People.Meltem}|demonstration", await database.RowsAsync("select person, method from sign_ins"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();
        await browser.SignInAsync(People.Leyla);

        await browser.SignOutAsync();

        Assert.Null(await browser.MeAsync());
    }

    [Fact]
    public async Task The_demonstration_signs_in_invented_people_only()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();
        var real = Guid.CreateVersion7();
        await database.ExecuteAsync($"insert into people (id, kind, name) values ('{real}', 'staff', 'Real Person')");

        var answer = await browser.SignInAsync(real);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(await browser.MeAsync());
    }

    [Fact]
    public async Task A_form_without_its_token_signs_nobody_in()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();

        var answer = await browser.PostAsync("/sign-in/person", new() { ["person"] = People.Leyla.ToString() });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(await browser.MeAsync());
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org/")]
    [InlineData("/\t/example.org/")]
    [InlineData("example.org")]
    [InlineData("/sign-in?returnUrl=/x")]
    public async Task An_address_elsewhere_is_not_followed(string address)
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();

        var answer = await browser.SignInAsync(People.Leyla, address);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_session_lives_as_long_as_it_is_used_and_then_says_that_it_ended()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();
        await browser.SignInAsync(People.Leyla);
        host.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal("Leyla Brandt", await browser.MeAsync());
        host.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal("Leyla Brandt", await browser.MeAsync());

        host.Clock.Advance(TimeSpan.FromHours(9));

        Assert.Null(await browser.MeAsync());
        Assert.Contains("Ihre Sitzung ist abgelaufen.", await browser.ReadAsync("/sign-in?lang=de"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_and_its_rights_end_with_the_account_and_the_team()
    {
        await using var own = new OrganisationDatabase();
        await own.InitializeAsync();
        await using var host = await OrganisationHost.StartAsync(own);
        using var browser = host.Open();
        await browser.SignInAsync(People.Meltem);
        Assert.Equal(["33/5"], await TeamsAsync(browser));

        await own.ExecuteAsync($"delete from team_members where person = '{People.Meltem}'");
        Assert.Equal([], await TeamsAsync(browser));

        await own.ExecuteAsync($"update people set active = false where id = '{People.Meltem}'");
        Assert.Null(await browser.MeAsync());
    }

    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_session_on_every_host()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        await using var other = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();
        using var thief = other.Open();
        await browser.SignInAsync(People.Leyla);
        thief.Steal(browser);
        Assert.Equal("Leyla Brandt", await thief.MeAsync());

        await browser.SignOutAsync();

        Assert.Null(await thief.MeAsync());
    }

    [Fact]
    public async Task Who_signs_in_as_somebody_else_leaves_no_session_behind()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();
        using var thief = host.Open();
        await browser.SignInAsync(People.Leyla);
        thief.Steal(browser);

        await browser.SignInAsync(People.Ralf);

        Assert.Equal("Ralf Wessel", await browser.MeAsync());
        Assert.Null(await thief.MeAsync());
    }

    [Fact]
    public async Task Who_sends_a_form_too_late_is_told_that_it_was_not_saved()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var browser = host.Open();
        await browser.SignInAsync(People.Leyla);
        host.Clock.Advance(TimeSpan.FromHours(9));

        Assert.Contains("konnten wir nicht mehr speichern", await browser.ReadAsync("/sign-in?returnUrl=%2Fmy&unsaved=true&lang=de"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_installation_offers_and_signs_in_nobody_of_the_demonstration()
    {
        await using var own = new OrganisationDatabase();
        await own.InitializeAsync();
        await using (await OrganisationHost.StartAsync(own)) { }
        await using var host = await OrganisationHost.StartAsync(own, demonstration: false);
        using var browser = host.Open();

        Assert.Contains("Zurzeit ist keine Anmeldung möglich.", await browser.ReadAsync("/sign-in?lang=de"), StringComparison.Ordinal);
        Assert.Equal("[]", (await browser.AskAsync("{ demonstrationPeople { id } }")).Answer["data"]!["demonstrationPeople"]!.ToJsonString());
    }

    private static async Task<IEnumerable<string>> TeamsAsync(OrganisationHost.Browser browser) =>
        (await browser.AskAsync("{ me { teams { key } } }")).Answer["data"]!["me"]!["teams"]!.AsArray().Select(team => (string)team!["key"]!);
}
