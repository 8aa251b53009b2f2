using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>Two people at one task: nobody works for nothing, and nobody overwrites the other.</summary>
public sealed class TwoClerksTests(City city) : Scenario(city)
{
    [Fact]
    public async Task The_second_clerk_is_told_who_has_the_task()
    {
        var fileNumber = await (await CitizenAsync("Jonas Wiechert")).ApplyAsync("DO-JW 97");
        var meltem = await ClerkAsync("Meltem Aksoy");
        var bernd = await ClerkAsync("Bernd Overbeck", script: false); // with script his page would change before he presses
        await meltem.OpenAsync(fileNumber);
        await bernd.OpenAsync(fileNumber);
        await bernd.Page.ReloadUntilAsync(bernd.Page.Button(Clerk.Claim)); // he saw it free

        await meltem.ClaimAsync("Antrag prüfen und entscheiden");
        await bernd.Page.Button(Clerk.Claim).ClickAsync();

        await Assertions.Expect(bernd.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Meltem Aksoy bearbeitet diese Aufgabe schon.");
        await Assertions.Expect(bernd.Page.Button(Clerk.Claim)).ToHaveCountAsync(0);
        await bernd.Page.GotoAsync("/inbox?view=team");
        await Assertions.Expect(bernd.InboxRow(fileNumber)).ToContainTextAsync("Meltem Aksoy");
    }

    [Fact]
    public async Task An_overtaken_clerk_is_told_who_changed_what_and_loses_nothing()
    {
        const string Weighing = "Die Halterin wohnt im selben Haushalt.";
        var fileNumber = await (await CitizenAsync("Greta Lüke")).ApplyAsync("DO-GL 13");
        var (meltem, bernd) = (await ClerkAsync("Meltem Aksoy"), await ClerkAsync("Bernd Overbeck"));
        await meltem.OpenAsync(fileNumber);
        await meltem.ClaimAsync("Antrag prüfen und entscheiden");
        await meltem.Page.Field("entscheidung.abwaegung").FillAsync(Weighing);
        await meltem.Page.ChooseAsync("entscheidung.ergebnis", "bewilligt");

        var otherTab = new Clerk(await OpenTabAsync(meltem.Page.Context));
        await otherTab.OpenAsync(fileNumber);
        await otherTab.ReleaseAsync();
        await bernd.OpenAsync(fileNumber);
        await bernd.ClaimAsync("Antrag prüfen und entscheiden");
        await bernd.ReleaseAsync();
        await otherTab.ClaimAsync("Antrag prüfen und entscheiden");
        await meltem.Page.Button("Abschließen").ClickAsync();

        await Assertions.Expect(meltem.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Bernd Overbeck war schneller: Aufgabe zurückgegeben");
        await Assertions.Expect(meltem.Page.Field("entscheidung.abwaegung")).ToHaveValueAsync(Weighing);
        await Assertions.Expect(meltem.Page.Option("entscheidung.ergebnis", "bewilligt")).ToBeCheckedAsync();
        await meltem.CompleteAsync();
    }

    [Fact]
    public async Task A_clerk_whose_task_was_taken_over_still_sees_what_was_typed()
    {
        const string Weighing = "Das Auto wird nachweislich dauerhaft genutzt.";
        var fileNumber = await (await CitizenAsync("Moritz Hein")).ApplyAsync("DO-MH 17");
        var (meltem, bernd) = (await ClerkAsync("Meltem Aksoy"), await ClerkAsync("Bernd Overbeck"));
        await meltem.OpenAsync(fileNumber);
        await meltem.ClaimAsync("Antrag prüfen und entscheiden");
        await meltem.Page.Field("entscheidung.abwaegung").FillAsync(Weighing);
        await meltem.Page.ChooseAsync("entscheidung.ergebnis", "bewilligt");

        var otherTab = new Clerk(await OpenTabAsync(meltem.Page.Context));
        await otherTab.OpenAsync(fileNumber);
        await otherTab.ReleaseAsync();
        await bernd.OpenAsync(fileNumber);
        await bernd.ClaimAsync("Antrag prüfen und entscheiden");
        await meltem.Page.Button("Abschließen").ClickAsync();

        await Assertions.Expect(meltem.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Bernd Overbeck war schneller: Aufgabe übernommen");
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync(Weighing);
    }
}
