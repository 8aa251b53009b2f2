using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>From the question whether one lives in a zone to the notice that was read.</summary>
public sealed class GrantedTests(City city) : Scenario(city)
{
    private const int MostTypedFields = 4;

    [Theory]
    [InlineData("Leyla Brandt", "Gutenbergstraße", "31", true, "de")]
    [InlineData("Ömer Toprak", "Elisabethstraße", "4", false, "de")]
    [InlineData("Carla Monti", "Mühlenstraße", "3", true, "en")]
    public async Task A_resident_of_a_zone_applies_and_reads_the_notice(string name, string street, string number, bool script, string language)
    {
        var page = await OpenBrowserAsync(script, language);
        var citizen = new Citizen(page, Words.In(language));
        var email = $"granted-{number}@example.org";

        await FindTheServiceAsync(citizen);
        await citizen.AskForZoneAsync(street, number);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(citizen.Word("service.check.yes"));

        await page.FollowAsync(page.Link(citizen.Word("service.apply")));
        await page.ChoosePersonAsync(name);
        await citizen.BeginAsync();
        await citizen.ConfirmPersonAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(citizen.Word("origin.resident-register"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(street);
        await citizen.ConfirmHomeAsync();
        await citizen.DescribeCarAsync($"do-lb {number}");
        await citizen.DescribePermitAsync();
        await citizen.ChooseDeliveryAsync("postfach", email);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"DO-LB {number}");
        Assert.True(citizen.Typed.Count <= MostTypedFields, $"Expected at most {MostTypedFields} typed fields, but found {string.Join(", ", citizen.Typed)}.");

        var fileNumber = await citizen.SubmitAsync();
        Assert.Contains(fileNumber, Papers.Text(await citizen.ReceiptAsync()), StringComparison.Ordinal);
        var @case = page.Url.Split('?')[0];

        var clerk = await ClerkAsync("Meltem Aksoy", script);
        await clerk.OpenAsync(fileNumber);
        await clerk.DecideAsync("bewilligt");
        await citizen.PayAsync(@case);
        await clerk.IssueAsync();

        await citizen.OpenNoticeAsync(fileNumber);
        await ExpectDatesAsync(citizen);
        var notice = Papers.Text(await page.DownloadAsync(citizen.NoticeLink));
        Assert.Contains($"DO-LB {number}", notice, StringComparison.Ordinal);
        Assert.Contains("Rechtsbehelfsbelehrung", notice, StringComparison.Ordinal);
        Assert.Matches($@"Sie\s+ist\s+am\s+{Regex.Escape(Days.German(Days.Today))}\s+eingegangen\s+\(Kassenzeichen\s+[0-9]{{10}}\)", notice);
        if (language == "en")
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Convenience translation. Only the German text is legally valid.");

        await page.GotoAsync("/my");
        await Assertions.Expect(page.GetByText(citizen.Word("my.newNotice"))).ToHaveCountAsync(0);
        ExpectDiscreetMails(email, fileNumber, [.. name.Split(' '), $"DO-LB {number}", street, "bewilligt", "Ausweis"]);
    }

    private static async Task FindTheServiceAsync(Citizen citizen)
    {
        await citizen.Page.GotoAsync($"/?lang={citizen.Language}");
        await citizen.Page.Field("search").FillAsync("Anwohnerparken");
        await citizen.Page.FollowAsync(citizen.Page.Button(citizen.Word("catalogue.find")));
        await citizen.Page.FollowAsync(citizen.Page.Locator($"a[href='{Citizen.Service}']"));
    }

    // Notified the day after it was opened (§ 41(2a) VwVfG); one month to sue from then.
    private static async Task ExpectDatesAsync(Citizen citizen)
    {
        var notified = Days.Today.AddDays(1);
        await ExpectDayAsync(citizen, "myCase.notice.notified", notified);
        await ExpectDayAsync(citizen, "myCase.notice.remedyEnds", Days.RemedyEnd(notified));
    }

    private static Task ExpectDayAsync(Citizen citizen, string term, DateOnly day) =>
        Assertions.Expect(citizen.Page.Value(citizen.Word(term))).ToHaveTextAsync(Days.AsShown(day, citizen.Language));

    private void ExpectDiscreetMails(string email, string fileNumber, IReadOnlyList<string> secrets)
    {
        var mails = Papers.MailsTo(email, City.Host.Data);
        Assert.NotEmpty(mails);
        foreach (var mail in mails)
        {
            Assert.Contains(fileNumber, mail, StringComparison.Ordinal);
            Assert.DoesNotContain(secrets, secret => mail.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }
}
