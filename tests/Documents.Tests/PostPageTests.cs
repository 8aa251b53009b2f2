using System.Net;
using System.Text.RegularExpressions;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Web;

namespace Verwaltung.Documents.Tests;

public sealed partial class PostPageTests(DocumentsDatabase database) : IClassFixture<DocumentsDatabase>, IAsyncLifetime
{
    private readonly Guid[] _notices = [.. Enumerable.Range(1, 3).Select(n => Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(n)))];
    private DocumentsHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await DocumentsHost.StartAsync(database);
        await database.ExecuteAsync("truncate post_queue, post_done");
        foreach (var (notice, n) in _notices.Select((notice, n) => (notice, n)))
            await _host.Bus.PublishAsync(new QueueForPost(new CaseId(Guid.CreateVersion7()), notice, new(Guid.CreateVersion7()), $"33.52-2026/00041{n}"));
        await _host.UntilIdleAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_post_room_sees_what_waits()
    {
        var page = await ReadAsync(Client(People.PostRoom), "/post");
        Assert.Contains("<h1 class=\"kern-heading-x-large\">Postausgang</h1>", page, StringComparison.Ordinal);
        Assert.Contains("3 Schreiben warten", page, StringComparison.Ordinal);
        Assert.Equal(["33.52-2026/000410", "33.52-2026/000411", "33.52-2026/000412"], RowHeads().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Contains("value=\"2026-11-23\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_do_not()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await Client(People.Clerk("33/5")).GetAsync("/post")).StatusCode);
        Assert.Equal("FORBIDDEN", (await _host.AskAsync("{ postQueue { totalCount } }", People.Clerk("33/5"))).Errors[0].Code);
        Assert.Equal("UNAUTHENTICATED", (await _host.AskAsync($"mutation {{ confirmPosting(input: {{ notices: [\"{_notices[0]}\"], postedOn: \"2026-11-23\" }}) {{ errors {{ __typename }} }} }}", null)).Errors[0].Code);
    }

    [Fact]
    public async Task Chosen_letters_are_confirmed_with_one_button()
    {
        var answer = await PostAsync(("postedOn", "2026-11-23"), ("notice", $"{_notices[0]}"), ("notice", $"{_notices[2]}"));
        Assert.Equal((HttpStatusCode.Redirect, "/post?done=2&on=2026-11-23"), (answer.StatusCode, answer.Headers.Location!.PathAndQuery));
        var page = await ReadAsync(Client(People.PostRoom), answer.Headers.Location.PathAndQuery);
        Assert.Contains("2 Schreiben bestätigt", page, StringComparison.Ordinal);
        Assert.Contains("Tag der Aufgabe zur Post: 23.11.2026.", page, StringComparison.Ordinal);
        Assert.Equal(["33.52-2026/000411"], RowHeads().Matches(page).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public async Task A_rows_button_confirms_its_letter_alone()
    {
        await PostAsync(("postedOn", "23.11.2026"), ("notice", $"{_notices[0]}"), ("one", $"{_notices[1]}"));
        await _host.UntilIdleAsync();
        Assert.Equal(_notices[1], Assert.Single(_host.Neighbours.Posted).Notice);
    }

    [Theory]
    [InlineData("", "Bitte geben Sie den Tag an, zum Beispiel 24.11.2026.")]
    [InlineData("2026-11-24", "Der Tag darf nicht in der Zukunft liegen.")]
    [InlineData("2026-11-20", "An diesem Tag gab es das Schreiben zu 33.52-2026/000410 noch nicht. Bitte prüfen Sie das Datum.")]
    public async Task A_wrong_day_stands_beside_its_field(string day, string message)
    {
        var answer = await PostAsync(("postedOn", day), ("notice", $"{_notices[0]}"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"<a class=\"kern-link\" href=\"#f-postedOn\">{message}</a>", page, StringComparison.Ordinal);
        Assert.Matches($"value=\"{_notices[0]}\" checked", page);
    }

    [Fact]
    public async Task Nothing_chosen_is_said_at_the_top()
    {
        var answer = await PostAsync(("postedOn", "2026-11-23"));
        Assert.Contains("Bitte wählen Sie mindestens ein Schreiben aus, das noch wartet.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_form_confirms_nothing()
    {
        using var form = new FormUrlEncodedContent([new("_handler", "post"), new("postedOn", "2026-11-23"), new("notice", $"{_notices[0]}")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await Client(People.PostRoom).PostAsync("/post", form)).StatusCode);
        Assert.Equal(["3"], await database.RowsAsync("select count(*) from post_queue"));
    }

    [Fact]
    public async Task The_queue_is_read_page_by_page_in_both_directions()
    {
        Assert.Equal("""{"data":{"postQueue":{"totalCount":3,"nodes":[{"fileNumber":"33.52-2026/000410"},{"fileNumber":"33.52-2026/000411"}],"pageInfo":{"hasNextPage":true}}}}""",
            await JsonAsync("{ postQueue(first: 2) { totalCount nodes { fileNumber } pageInfo { hasNextPage } } }"));
        Assert.Equal("""{"data":{"postQueue":{"nodes":[{"fileNumber":"33.52-2026/000411"},{"fileNumber":"33.52-2026/000412"}],"pageInfo":{"hasPreviousPage":true}}}}""",
            await JsonAsync("{ postQueue(last: 2) { nodes { fileNumber } pageInfo { hasPreviousPage } } }"));
        var cursor = Cursor.Write(_notices[0]);
        Assert.Equal("""{"data":{"postQueue":{"nodes":[{"fileNumber":"33.52-2026/000411"}]}}}""", await JsonAsync($"{{ postQueue(first: 1, after: \"{cursor}\") {{ nodes {{ fileNumber }} }} }}"));
    }

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Empty(TextCatalogue.From([typeof(DocumentsModule).Assembly]).Untranslated());

    private HttpClient Client(Actor actor)
    {
        var client = _host.Client(actor, bearer: false);
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields)
    {
        var client = Client(People.PostRoom);
        var answer = await client.GetAsync("/post");
        var token = Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var form = new FormUrlEncodedContent([new("_handler", "post"), new("_token", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await client.PostAsync("/post", form);
    }

    private async Task<string> JsonAsync(string operation) => (await _host.AskAsync(operation, People.PostRoom)).ToJson().ToJsonString();

    private static async Task<string> ReadAsync(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));

    [GeneratedRegex("<th scope=\"row\">(.*?)</th>")]
    private static partial Regex RowHeads();

    [GeneratedRegex("name=\"_token\" value=\"(.*?)\"")]
    private static partial Regex Token();
}
