using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>Drafts and what is posted from them.</summary>
public sealed class DraftTests(City city) : Scenario(city)
{
    [Fact]
    public async Task A_draft_survives_a_closed_browser()
    {
        var before = await CitizenAsync("Anke Wessel");
        await before.BeginAsync();
        await before.ConfirmPersonAsync();
        await before.ConfirmHomeAsync();
        await before.DescribeCarAsync("DO-AW 20");
        await before.Page.Context.CloseAsync();

        var after = await CitizenAsync("Anke Wessel");
        await after.Page.GotoAsync("/my");
        await after.Page.FollowAsync(after.Page.Link("Weitermachen"));
        await after.ConfirmPersonAsync();
        await Assertions.Expect(after.Page.Field("anschrift.tatsaechlichBewohnt")).ToBeCheckedAsync();
        await after.ConfirmHomeAsync();

        await Assertions.Expect(after.Page.Field("fahrzeug.kennzeichen")).ToHaveValueAsync("DO-AW 20");
        await Assertions.Expect(after.Page.Option("fahrzeug.zuordnung", "zugelassen")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_form_posted_twice_at_once_opens_one_case()
    {
        var citizen = await CitizenAsync("Ralf Wessel");
        await citizen.BeginAsync();
        await citizen.FillInAsync("DO-RW 21");
        var form = citizen.Page.Context.APIRequest.CreateFormData();
        foreach (var field in await citizen.Page.Locator("main form input").AllAsync())
            form.Append((await field.GetAttributeAsync("name"))!, await field.InputValueAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => citizen.Page.Context.APIRequest.PostAsync(citizen.Page.Url, new() { Form = form })));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(answers[0].Url, answers[1].Url);
        await citizen.Page.GotoAsync("/my");
        await Assertions.Expect(citizen.Page.Locator("main a[href^='/my/']:not([href='/my/permits'])")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_expired_session_leads_to_sign_in_and_back()
    {
        var citizen = await CitizenAsync("Svenja Arndt");
        var page = citizen.Page;
        await page.Context.AddCookiesAsync([new() { Name = "verwaltung.session", Value = "from-before", Url = City.Host.Address }]);

        await page.GotoAsync("/my?lang=de");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Ihre Sitzung ist abgelaufen.");
        await page.ChoosePersonAsync("Svenja Arndt");

        await Assertions.Expect(page).ToHaveURLAsync($"{City.Host.Address}/my?lang=de");
    }
}
