using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Verwaltung.Web.Tests;

public sealed partial class FrameTests(TestSite site) : IClassFixture<TestSite>
{
    [Theory]
    [InlineData("de", "/gallery", "lang=\"de\"", "Zum Inhalt springen")]
    [InlineData("en-US,en;q=0.9,de;q=0.5", "/gallery", "lang=\"en\"", "Skip to content")]
    [InlineData("fr", "/gallery", "lang=\"de\"", "Zum Inhalt springen")]
    [InlineData("de", "/gallery?lang=en", "lang=\"en\"", "Convenience translation. Only the German text is legally valid.")]
    public async Task A_page_speaks_the_language_that_was_asked_for(string accepted, string path, params string[] expected)
    {
        var html = await site.Client(accepted).GetStringAsync(path);

        Assert.All(expected, text => Assert.Contains(text, html));
    }

    [Fact]
    public async Task A_chosen_language_is_remembered()
    {
        var client = site.Client();
        await client.GetStringAsync("/gallery?lang=en");

        Assert.Contains("Skip to content", await client.GetStringAsync("/gallery"));
    }

    [Fact]
    public async Task Every_answer_has_an_id_and_safe_headers()
    {
        var answer = await site.Client().GetAsync("/gallery");

        Assert.Matches("^[0-9a-f]{32}$|:", answer.Headers.GetValues("X-Request-Id").Single());
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_page_made_for_a_person_is_kept_nowhere()
    {
        var client = site.Client();
        await client.GetAsync("/sign-in-as/Meltem%20Aksoy");

        Assert.Contains("no-store", (await client.GetAsync("/gallery")).Headers.CacheControl!.ToString());
        Assert.Contains("no-store", (await client.GetAsync("/nowhere")).Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("//example.org/")]
    [InlineData("/gallery?returnUrl=//example.org")]
    public async Task A_path_of_somebodys_making_leads_nowhere_else(string path)
    {
        var client = site.Client();
        client.DefaultRequestHeaders.Referrer = new Uri(site.Address + "//example.org/");

        var html = await (await client.GetAsync(new Uri(site.Address + path))).Content.ReadAsStringAsync();
        var refused = await (await client.GetAsync("/fail/409")).Content.ReadAsStringAsync();

        Assert.Contains("lang=en\"", html);
        Assert.DoesNotContain("=\"//", html + refused);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "Diese Seite gibt es nicht")]
    [InlineData("/journey/unknown", HttpStatusCode.NotFound, "Diese Seite gibt es nicht")]
    [InlineData("/fail/403", HttpStatusCode.Forbidden, "Das dürfen Sie nicht sehen")]
    [InlineData("/fail/409", HttpStatusCode.Conflict, "Jemand war schneller")]
    [InlineData("/fail/500", HttpStatusCode.InternalServerError, "Bei uns ist ein Fehler passiert")]
    public async Task A_failure_is_told_in_the_frame(string path, HttpStatusCode status, string title)
    {
        var answer = await site.Client().GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($">{title}</h1>", html);
        Assert.Contains("Zur Startseite", html);
        Assert.DoesNotContain("a bug", html);
    }

    [Fact]
    public async Task A_program_gets_a_problem_document_instead_of_a_page()
    {
        var client = site.Client();
        client.DefaultRequestHeaders.Accept.Clear();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        var answer = await client.GetAsync("/fail/500");

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Who_must_sign_in_is_led_there_and_back()
    {
        var answer = await site.Client().GetAsync("/fail/401?a=b");

        Assert.Equal("/sign-in?returnUrl=%2Ffail%2F401%3Fa%3Db", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_form_sent_by_nobody_leads_to_the_sign_in_that_says_it_is_lost()
    {
        var answer = await site.Client().PostAsync("/only-for-somebody", new FormUrlEncodedContent([KeyValuePair.Create("reasons", "long")]));

        Assert.Equal("/sign-in?returnUrl=%2Fonly-for-somebody&unsaved=true", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Navigation_shows_what_the_role_may_see()
    {
        var client = site.Client();
        Assert.DoesNotContain("/inbox", await client.GetStringAsync("/gallery"));

        await client.GetAsync("/sign-in-as/Meltem%20Aksoy");
        var html = await client.GetStringAsync("/gallery");

        Assert.Contains("/inbox", html);
        Assert.Contains("Meltem Aksoy", html);
        Assert.Contains("action=\"/sign-out\"", html);
    }

    [Fact]
    public async Task A_forged_form_is_refused_with_a_page()
    {
        var answer = await site.Client().PostAsync("/journey/person", new FormUrlEncodedContent([KeyValuePair.Create("_token", "forged"), KeyValuePair.Create("_handler", "step")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Bitte senden Sie das Formular noch einmal ab", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_unknown_form_is_refused_with_a_page()
    {
        var client = site.Client();
        var answer = await client.PostAsync("/journey/person", Form(await TokenAsync(client), ("_handler", "nobody")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(">Das hat nicht geklappt</h1>", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_a_page()
    {
        var client = site.Client();
        var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(client)), "_token" }, { new ByteArrayContent(new byte[40 * 1024 * 1024]), "file", "big.pdf" } };

        var answer = await client.PostAsync("/journey/vehicle", form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Die Datei ist zu groß", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("many", "Das Formular hat zu viele Felder")]
    [InlineData("long", "Ein Text ist zu lang")]
    [InlineData("longer", "Ein Text ist zu lang")]
    [InlineData("zero", "Das Formular ist unlesbar")]
    public async Task A_form_that_cannot_be_read_is_refused_with_the_reason(string kind, string title)
    {
        var client = site.Client();
        var token = "_token=" + Uri.EscapeDataString(await TokenAsync(client));
        var more = kind switch
        {
            "many" => string.Concat(Enumerable.Range(0, 5_000).Select(i => $"&f{i}=x")),
            "long" => "&text=" + new string('x', (1024 * 1024) + 1), // found too long when it has come to its end
            "longer" => "&text=" + new string('x', 4_000_000),
            _ => "&text=a%00b",
        };

        var answer = await client.PostAsync("/journey/person", new StringContent(token + more, new MediaTypeHeaderValue("application/x-www-form-urlencoded")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($">{title}</h1>", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_step_with_errors_comes_back_with_what_was_typed()
    {
        var client = site.Client();
        var answer = await client.PostAsync("/journey/person", Form(await TokenAsync(client), ("_handler", "step"), ("applicant.email", "leyla@")));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("href=\"#f-applicant-email\"", html);
        Assert.Contains("value=\"leyla@\"", html);
        Assert.Contains("aria-describedby=\"f-applicant-email-hint f-applicant-email-error\"", html);
    }

    [Fact]
    public async Task A_step_without_errors_leads_on()
    {
        var client = site.Client();
        var answer = await client.PostAsync("/journey/person", Form(await TokenAsync(client), ("_handler", "step"), ("applicant.email", "leyla@example.org")));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.EndsWith("/journey/done", answer.Headers.Location?.OriginalString);
    }

    private static FormUrlEncodedContent Form(string token, params (string Key, string Value)[] fields) =>
        new(fields.Append(("_token", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

    private static async Task<string> TokenAsync(HttpClient client) =>
        Token().Match(await client.GetStringAsync("/journey/person")).Groups[1].Value;

    [GeneratedRegex("name=\"_token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
