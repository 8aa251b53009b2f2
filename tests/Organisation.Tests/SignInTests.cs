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
    public async Task A_session_ends_soon_after_the_account_is_closed()
    {
        await using var own = new OrganisationDatabase();
        await own.InitializeAsync();
        await using var host = await OrganisationHost.StartAsync(own);
        using var browser = host.Open();
        await browser.SignInAsync(People.Meltem);
        Assert.Equal("Meltem Aksoy", await browser.MeAsync());

        await own.ExecuteAsync($"update people set active = false where id = '{People.Meltem}'");
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Null(await browser.MeAsync());
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
}
