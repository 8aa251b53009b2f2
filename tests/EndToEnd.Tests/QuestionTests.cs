using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>Löwenstraße: Jonas Wiechert drives his mother's car and forgot her confirmation. He is asked, and answers from his phone.</summary>
[Collection(TownCollection.Name)]
public sealed class QuestionTests(City city) : Scenario(city)
{
    [Theory]
    [InlineData(true, "Jonas Wiechert", "DO-MW 61", "Löwenstraße")]
    [InlineData(false, "Greta Lüke", "DO-GL 61", "Gutenbergstraße")]
    public async Task Who_is_asked_answers_with_a_photo_and_gets_the_permit_for_six_months(bool script, string name, string plate, string zone)
    {
        var email = $"asked-{(script ? "script" : "plain")}@example.org";
        var jonas = await CitizenAsync(name, script);
        var fileNumber = await ApplyAsync(jonas, plate, email);
        var @case = jonas.Page.Url.Split('?')[0];

        var meltem = await ClerkAsync("Meltem Aksoy", script);
        await AskAsync(meltem, fileNumber, plate);
        await ExpectWaitingAsync(meltem, fileNumber);

        await AskForMoreTimeAsync(jonas);
        await AnswerAsync(jonas, script);

        await meltem.OpenAsync(fileNumber);
        await meltem.Page.ReloadUntilAsync(meltem.Page.Link("bestaetigung.jpg"));
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Meine Mutter hat unterschrieben.");
        await meltem.DecideAsync("bewilligt");
        await jonas.PayAsync(@case);
        await meltem.IssueAsync();

        await jonas.OpenNoticeAsync(fileNumber);
        var notice = Papers.Text(await jonas.Page.DownloadAsync(jonas.NoticeLink));
        Assert.Contains("20,50 Euro", notice, StringComparison.Ordinal);
        Assert.Contains($"Zone {zone}", notice, StringComparison.Ordinal);
        foreach (var mail in Papers.MailsTo(email, City.Host.Data))
            Assert.DoesNotContain(["Mutter", "Halterin", .. name.Split(' '), plate, "Frage"], word => mail.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_clerk_writes_down_the_answer_that_came_by_letter()
    {
        var fileNumber = await ApplyAsync(await CitizenAsync("Anke Wessel"), "DO-AW 72", "asked-by-letter@example.org");
        var meltem = await ClerkAsync("Meltem Aksoy");
        await AskAsync(meltem, fileNumber, "DO-AW 72");
        await ExpectWaitingAsync(meltem, fileNumber);

        await meltem.OpenAsync(fileNumber);
        await meltem.Page.FollowAsync(meltem.Page.Link("Antwort eintragen, die per Brief"));
        Assert.Empty(await meltem.Page.FindingsAsync());
        await meltem.Page.Button("Antwort eintragen").ClickAsync();
        await Assertions.Expect(meltem.Page.Locator("#errors")).ToContainTextAsync("Bitte schreiben Sie eine Antwort");
        await meltem.Page.Field("rueckfrage.antwort").FillAsync("Am Telefon: Das Auto gehört der Schwester.");
        await meltem.Page.Field("rueckfrage.dateien").SetInputFilesAsync(new FilePayload { Name = "brief.jpg", MimeType = "image/jpeg", Buffer = Papers.Photo });
        await meltem.Page.FollowAsync(meltem.Page.Button("Antwort eintragen"));

        await Assertions.Expect(meltem.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Das ist in der Akte vermerkt");
        await meltem.Page.ReloadUntilAsync(meltem.Page.GetByRole(AriaRole.Heading, new() { Name = "Antrag prüfen und entscheiden" }));
        await Assertions.Expect(meltem.Page.Link("brief.jpg")).ToBeVisibleAsync();
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Das Auto gehört der Schwester.");
    }

    private static async Task<string> ApplyAsync(Citizen jonas, string plate, string email)
    {
        await jonas.BeginAsync();
        await jonas.ConfirmPersonAsync();
        await jonas.ConfirmHomeAsync();
        await jonas.DescribeCarAsync(plate, "dauerhaft");
        await jonas.DescribePermitAsync("6");
        await jonas.ChooseDeliveryAsync("postfach", email);
        return await jonas.SubmitAsync();
    }

    private static async Task AskAsync(Clerk meltem, string fileNumber, string plate)
    {
        await meltem.OpenAsync(fileNumber);
        await meltem.ClaimAsync("Antrag prüfen und entscheiden");
        await meltem.Page.ChooseAsync("entscheidung.ergebnis", "rueckfrage");
        await Assertions.Expect(meltem.Page.Field("entscheidung.rueckfrage")).ToBeVisibleAsync();
        await Assertions.Expect(meltem.Page.Field("entscheidung.rueckfrage")).ToHaveValueAsync($"Bitte schicken Sie uns die Bestätigung der Halterin oder des Halters, dass Sie das Auto {plate} dauerhaft nutzen. Ein Foto des unterschriebenen Blatts genügt. Ohne die Bestätigung können wir nicht entscheiden.");
        await Assertions.Expect(meltem.Page.Field("entscheidung.antwortBis")).ToHaveValueAsync(Days.German(Days.FortnightFrom(Days.Today)));
        await meltem.CompleteAsync();
    }

    private static async Task ExpectWaitingAsync(Clerk meltem, string fileNumber)
    {
        await meltem.Page.ReloadUntilAsync(meltem.Page.GetByRole(AriaRole.Heading, new() { Name = "Wartet auf die antragstellende Person" }));
        await Assertions.Expect(meltem.Page.Value("Serviceziel").Last).ToContainTextAsync("ruht seit");
        await Assertions.Expect(meltem.Page.Value("Untätigkeitsklage möglich ab (§ 75 VwGO)")).ToHaveTextAsync(Days.German(Days.ActionFrom(Days.Today)));
        await meltem.Page.GotoAsync("/inbox?view=team");
        await Assertions.Expect(meltem.InboxRow(fileNumber)).ToContainTextAsync("Wartet auf die antragstellende Person");
    }

    private static async Task AskForMoreTimeAsync(Citizen jonas)
    {
        await jonas.Page.SetViewportSizeAsync(360, 740);
        await jonas.Page.ReloadUntilAsync(jonas.Page.GetByText("Bitte schicken Sie uns die Bestätigung der Halterin"));
        await jonas.Page.FollowAsync(jonas.Page.Button("Ich brauche 14 Tage mehr Zeit"));
        var extended = Days.FortnightFrom(Days.FortnightFrom(Days.Today));
        await Assertions.Expect(jonas.Page.GetByRole(AriaRole.Status)).ToContainTextAsync($"Sie haben jetzt bis zum {Days.German(extended)} Zeit");
        await Assertions.Expect(jonas.Page.Button("Ich brauche 14 Tage mehr Zeit")).ToHaveCountAsync(0);
    }

    private static async Task AnswerAsync(Citizen jonas, bool script)
    {
        await jonas.Page.Button("Antwort absenden").ClickAsync();
        await Assertions.Expect(jonas.Page.Locator("#errors")).ToContainTextAsync("Bitte schreiben Sie eine Antwort, oder schicken Sie eine Datei mit.");
        if (script)
        {
            Assert.False(await jonas.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
            Assert.Empty(await jonas.Page.FindingsAsync());
        }

        await jonas.Page.Field("rueckfrage.antwort").FillAsync("Meine Mutter hat unterschrieben.");
        await jonas.Page.Field("rueckfrage.dateien").SetInputFilesAsync(new FilePayload { Name = "bestaetigung.jpg", MimeType = "image/jpeg", Buffer = Papers.Photo });
        await jonas.Page.Button("Antwort absenden").ClickAsync();
        await Assertions.Expect(jonas.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Danke, Ihre Antwort ist da");
        await Assertions.Expect(jonas.Page.Link("bestaetigung.jpg")).ToBeVisibleAsync();
    }
}
