using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Verwaltung.EndToEnd.Tests.Pages;

/// <summary>Someone in the portal, from the service to the notice.</summary>
internal sealed partial class Citizen(IPage page, Words words)
{
    public const string Service = "/services/resident-parking-permit";

    private readonly List<string> _typed = [];

    public IPage Page => page;
    public string Language => words.Language;

    /// <summary>The fields that this person had to type into.</summary>
    public IReadOnlyList<string> Typed => _typed;

    public async Task AskForZoneAsync(string street, string number)
    {
        await page.GotoAsync(Service);
        await page.Field("strasse").FillAsync(street);
        await page.Field("hausnummer").FillAsync(number);
        await page.FollowAsync(page.Button(words["service.check"]));
    }

    /// <summary>Begins a draft on the page that asks whether the register may be used.</summary>
    public async Task BeginAsync(bool useRegister = true)
    {
        if (!page.Url.EndsWith("/apply", StringComparison.Ordinal))
            await page.GotoAsync($"{Service}/apply");
        await page.FollowAsync(page.Button(words[useRegister ? "apply.register.yes" : "apply.register.no"]));
    }

    public Task NextAsync() => page.FollowAsync(page.Button(words["apply.next"]));

    public Task ConfirmPersonAsync() => NextAsync();

    public async Task ConfirmHomeAsync()
    {
        await page.Field("anschrift.tatsaechlichBewohnt").TickAsync();
        await NextAsync();
    }

    public async Task TypeHomeAsync(string street, string number, string postcode)
    {
        await TypeAsync("anschrift.strasse", street);
        await TypeAsync("anschrift.hausnummer", number);
        await TypeAsync("anschrift.plz", postcode);
        await TypeAsync("anschrift.ort", "Dortmund");
        await ConfirmHomeAsync();
    }

    public async Task DescribeCarAsync(string plate, string assignment = "zugelassen")
    {
        await TypeAsync("fahrzeug.kennzeichen", plate);
        await page.ChooseAsync("fahrzeug.zuordnung", assignment);
        await NextAsync();
    }

    public async Task DescribePermitAsync(string months = "12")
    {
        await TypeAsync("antrag.beginn", Days.AsTyped(Days.Today.AddDays(7), words.Language));
        await page.ChooseAsync("antrag.laufzeit", months);
        await page.ChooseAsync("antrag.vorhandenerAusweis", "nein");
        await NextAsync();
    }

    public async Task ChooseDeliveryAsync(string delivery, string? email = null)
    {
        await page.ChooseAsync("antrag.bekanntgabe", delivery);
        if (email is not null)
            await TypeAsync("antrag.email", email);
        await page.Field("antrag.angabenRichtig").TickAsync();
        await NextAsync();
    }

    /// <summary>Everything from the first step to the review, with the address from the register.</summary>
    public async Task FillInAsync(string plate, string delivery = "postfach", string? email = null)
    {
        await ConfirmPersonAsync();
        await ConfirmHomeAsync();
        await DescribeCarAsync(plate);
        await DescribePermitAsync();
        await ChooseDeliveryAsync(delivery, email);
    }

    /// <summary>Sends the application and returns its file number.</summary>
    public async Task<string> SubmitAsync()
    {
        await page.FollowAsync(page.Button(words["review.submit"]));
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(words["myCase.received"]);
        return FileNumber().Match(await page.Locator("main").InnerTextAsync()).Value;
    }

    /// <summary>Applies from the first question to the file number.</summary>
    public async Task<string> ApplyAsync(string plate, string delivery = "postfach", string? email = null)
    {
        await BeginAsync();
        await FillInAsync(plate, delivery, email);
        return await SubmitAsync();
    }

    public async Task<byte[]> ReceiptAsync()
    {
        var receipt = page.Locator("a[href^='/files/']");
        await page.ReloadUntilAsync(receipt);
        return await page.DownloadAsync(receipt);
    }

    /// <summary>Waits until the fee is asked for, pays it at the demonstration's provider and comes back to a paid fee.</summary>
    public async Task PayAsync(string caseUrl)
    {
        await page.GotoAsync(caseUrl);
        var pay = page.Link(words["payment.title"]);
        await page.ReloadUntilAsync(pay);
        await page.FollowAsync(pay);
        await page.FollowAsync(page.Button(words["payment.online"]));
        await page.FollowAsync(page.Button(words["demoProvider.pay"]));
        await page.ReloadUntilAsync(page.GetByText(words["payment.state.PAID"], new() { Exact = true }));
    }

    /// <summary>Waits for "new notice" in the overview, opens the case and the notice.</summary>
    public async Task OpenNoticeAsync(string fileNumber)
    {
        await page.GotoAsync("/my");
        await page.ReloadUntilAsync(page.GetByText(words["my.newNotice"]));
        await page.FollowAsync(page.Locator("a[href^='/my/']:not([href='/my/permits'])").First);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(fileNumber);
        await page.Button(words["myCase.notice.open"]).ClickAsync();
        await Assertions.Expect(NoticeLink).ToBeVisibleAsync();
    }

    public ILocator NoticeLink => page.Link(words["myCase.notice.download"]);

    public string Word(string key) => words[key];

    private async Task TypeAsync(string key, string text)
    {
        await page.Field(key).FillAsync(text);
        _typed.Add(key);
    }

    [GeneratedRegex(@"33\.52-\d{4}/\d{6}")]
    private static partial Regex FileNumber();
}
