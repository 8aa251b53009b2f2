using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>Clerks in the register of permits, and who looks after their looking. Paul Grote's permit of the demonstration lasts for months.</summary>
[Collection(TownCollection.Name)]
public sealed class PermitOfficeTests(City city) : Scenario(city)
{
    [Fact]
    public async Task A_clerk_finds_a_permit_by_name_replaces_its_sheet_and_begins_its_revocation()
    {
        var clerk = (await ClerkAsync("Meltem Aksoy", script: false)).Page;
        await clerk.GotoAsync("/permits");
        await clerk.Field("asked").FillAsync("grote");
        await clerk.FollowAsync(clerk.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Suchen" }));
        Assert.DoesNotContain("grote", clerk.Url, StringComparison.OrdinalIgnoreCase);
        await clerk.FollowAsync(clerk.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("DO-PG 2210") }).GetByRole(AriaRole.Link));
        await Assertions.Expect(clerk.Value("Inhaberin oder Inhaber")).ToHaveTextAsync("Paul Grote");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("Ausgestellt als Nr. LO-");
        var old = new Uri(clerk.Url).Segments[^1];

        await clerk.Locator("summary", new() { HasText = "Blatt verloren" }).ClickAsync();
        await clerk.FollowAsync(clerk.Button("Ausweis ersetzen"));
        await Assertions.Expect(clerk.GetByRole(AriaRole.Status)).ToContainTextAsync("neue Nummer");
        Assert.NotEqual(old, new Uri(clerk.Url).Segments[^1]);
        await clerk.GotoAsync($"/permits/{old}");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync($"Die Nummer {old} ist ungültig geworden");

        await clerk.Locator("summary", new() { HasText = "Widerruf prüfen" }).ClickAsync();
        await clerk.Button("Vorgang zum Widerruf beginnen").ClickAsync();
        await Assertions.Expect(clerk.Locator("#errors")).ToContainTextAsync("Tag des Auszugs");
        await clerk.Field("movedOutOn").FillAsync(Days.Today.AddDays(-7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await clerk.FollowAsync(clerk.Button("Vorgang zum Widerruf beginnen"));
        Assert.Matches("/cases/[0-9a-f-]{36}$", clerk.Url);
        await Assertions.Expect(clerk.Locator("h1")).ToHaveTextAsync("Paul Grote");
    }

    [Fact]
    public async Task The_data_protection_officer_reads_who_asked_only_after_saying_why()
    {
        var warden = (await ClerkAsync("Timo Grabowski")).Page;
        await warden.GotoAsync("/check");
        await warden.Field("asked").FillAsync("DO-XY 4321");
        await warden.Field("purpose").SelectOptionAsync("TOWING");
        await warden.Button("Prüfen").ClickAsync();
        await Assertions.Expect(warden.GetByRole(AriaRole.Status)).ToContainTextAsync("Kein Ausweis bekannt");

        var officer = (await ClerkAsync("Katharina Hüsken")).Page;
        await officer.GotoAsync("/checks");
        await Assertions.Expect(officer.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
        await officer.Button("Protokoll lesen").ClickAsync();
        await Assertions.Expect(officer.Locator("#errors")).ToContainTextAsync("einen Grund");
        Assert.Empty(await officer.FindingsAsync());
        await officer.Field("reason").FillAsync("Stichprobe");
        await officer.FollowAsync(officer.Button("Protokoll lesen"));
        var rows = officer.GetByRole(AriaRole.Row);
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("Einsicht: Stichprobe");
        await Assertions.Expect(rows.Filter(new() { HasText = "vor dem Abschleppen" }).First).ToContainTextAsync("Timo Grabowski");
        await Assertions.Expect(officer.Locator("main")).Not.ToContainTextAsync("4321");
        Assert.Empty(await officer.FindingsAsync());
    }

    [Fact]
    public async Task Axe_finds_nothing_on_a_permits_page()
    {
        var clerk = (await ClerkAsync("Meltem Aksoy")).Page;
        await clerk.GotoAsync("/permits");
        Assert.Empty(await clerk.FindingsAsync());
        await clerk.Field("asked").FillAsync("DO-PG 2210");
        await clerk.FollowAsync(clerk.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Suchen" }));
        Assert.Empty(await clerk.FindingsAsync());
        await clerk.FollowAsync(clerk.Locator("main table").GetByRole(AriaRole.Link).First);
        Assert.Empty(await clerk.FindingsAsync());
        await clerk.GotoAsync("/permits/XX-2026-99999");
        await Assertions.Expect(clerk.Locator("h1")).ToContainTextAsync("nicht");
    }
}
