using System.Net;
using System.Text.RegularExpressions;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Post;
using Verwaltung.GraphQl;
using Verwaltung.Outcomes;

namespace Verwaltung.Documents.Tests;

/// <summary>Today is Monday, 23 November 2026.</summary>
public sealed partial class ReturnedPostTests(DocumentsDatabase database) : IClassFixture<DocumentsDatabase>, IAsyncLifetime
{
    private const string FileNumber = "33.52-2026/000417";
    private static readonly DateOnly Today = new(2026, 11, 23), Back = Today.AddDays(7);

    private readonly CaseId _case = new(Guid.CreateVersion7());
    private readonly Guid _notice = Guid.CreateVersion7();
    private DocumentsHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await DocumentsHost.StartAsync(database);
        await database.ExecuteAsync("truncate post_queue, post_done, post_returned");
        await QueueAsync();
        await _host.Bus.InvokeAsync<Outcome<PostingConfirmed>>(new ConfirmPosting([_notice], Today, People.PostRoom.Id));
        _host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_came_back_is_no_posted_letter_any_more_and_its_case_is_told()
    {
        var recorded = await RecordAsync(Back);
        await _host.UntilIdleAsync();
        Assert.Equal(new ReturnRecorded(_notice, Back), recorded.Value);
        Assert.Equal([new LetterReturned(_case, _notice, Today, Back, ReturnReasons.Moved, People.PostRoom.Id)], _host.Neighbours.Returned);
        Assert.Equal(["0|1"], await database.RowsAsync("select (select count(*) from post_done), (select count(*) from post_returned)"));
    }

    [Fact]
    public async Task It_can_be_queued_and_posted_again_to_another_address()
    {
        await RecordAsync(Back);
        _host.Neighbours.PostingAddress = "Hombrucher Weg 4\n44225 Dortmund";
        await QueueAsync();

        Assert.Equal(
            """{"data":{"postQueue":{"nodes":[{"isAgain":true,"address":"Hombrucher Weg 4\n44225 Dortmund"}]}}}""",
            (await _host.AskAsync("{ postQueue { nodes { isAgain address } } }", People.PostRoom)).ToJson().ToJsonString());
        Assert.Contains("<br>44225 Dortmund", await PageAsync("/post"), StringComparison.Ordinal);
        await _host.Bus.InvokeAsync<Outcome<PostingConfirmed>>(new ConfirmPosting([_notice], Back, People.PostRoom.Id));
        await _host.UntilIdleAsync();
        Assert.Equal([Today, Back], _host.Neighbours.Posted.Select(posted => posted.PostedOn));
    }

    [Fact]
    public async Task Recorded_twice_it_came_back_once()
    {
        await RecordAsync(Back);
        Assert.IsType<LetterNotPosted>((await RecordAsync(Back)).Why);
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from post_returned"));
    }

    [Fact]
    public async Task The_day_must_be_possible()
    {
        Assert.IsType<ReturnedInFuture>((await RecordAsync(Back.AddDays(1))).Why);
        Assert.Equal(Today, Assert.IsType<ReturnedBeforePosted>((await RecordAsync(Today.AddDays(-1))).Why).PostedOn);
        Assert.Equal(["0"], await database.RowsAsync("select count(*) from post_returned"));
    }

    [Fact]
    public async Task The_post_room_finds_the_letter_by_file_number_and_records_day_and_mark()
    {
        var page = await PageAsync($"/post/returned?file={FileNumber}");
        Assert.Contains("zur Post gegeben am 23.11.2026", page, StringComparison.Ordinal);

        var answer = await PostAsync(("notice", _notice.ToString()), ("returnedOn", "2026-11-30"), ("reason", "NOT_COLLECTED"));

        Assert.Equal((HttpStatusCode.Redirect, "/post/returned?done=2026-11-30"), (answer.StatusCode, answer.Headers.Location!.PathAndQuery));
        await _host.UntilIdleAsync();
        Assert.Equal(ReturnReasons.NotCollected, Assert.Single(_host.Neighbours.Returned).Reason);
        Assert.Contains("Rücklauf vom 30.11.2026 erfasst", await PageAsync(answer.Headers.Location.PathAndQuery), StringComparison.Ordinal);
        Assert.Contains($"Zu {FileNumber} ist kein Schreiben zur Post gegeben", await PageAsync($"/post/returned?file={FileNumber}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "MOVED", "returnedOn", "Bitte geben Sie den Tag an")]
    [InlineData("2026-12-01", "MOVED", "returnedOn", "Der Tag darf nicht in der Zukunft liegen.")]
    [InlineData("2026-11-20", "MOVED", "returnedOn", "Das Schreiben ging erst am 23.11.2026 zur Post.")]
    [InlineData("2026-11-30", "", "reason", "Bitte wählen Sie den Vermerk.")]
    public async Task What_is_wrong_stands_beside_its_field(string day, string reason, string field, string message)
    {
        var answer = await PostAsync(("notice", _notice.ToString()), ("returnedOn", day), ("reason", reason));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches($"<a class=\"kern-link\" href=\"#f-{field}[^\"]*\">{message}", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Others_do_not_see_it()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.Client(People.Clerk("33/5"), bearer: false).GetAsync("/post/returned")).StatusCode);
        Assert.Contains("FORBIDDEN", (await _host.AskAsync($$"""{ postedLetters(fileNumber: "{{FileNumber}}") { notice } }""", People.Clerk("33/5"))).ToJson().ToJsonString(), StringComparison.Ordinal);
    }

    private async Task QueueAsync()
    {
        await _host.Bus.PublishAsync(new QueueForPost(_case, _notice, new(Guid.CreateVersion7()), FileNumber));
        await _host.UntilIdleAsync();
    }

    private Task<Outcome<ReturnRecorded>> RecordAsync(DateOnly on) =>
        _host.Bus.InvokeAsync<Outcome<ReturnRecorded>>(new RecordReturn(_notice, on, ReturnReasons.Moved, People.PostRoom.Id));

    private HttpClient Client()
    {
        var client = _host.Client(People.PostRoom, bearer: false);
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    private async Task<string> PageAsync(string path) => WebUtility.HtmlDecode(await Client().GetStringAsync(path));

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields)
    {
        var client = Client();
        var answer = await client.GetAsync($"/post/returned?file={FileNumber}");
        var token = Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var form = new FormUrlEncodedContent([new("_handler", "returned"), new("_token", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await client.PostAsync($"/post/returned?file={FileNumber}", form);
    }

    [GeneratedRegex("name=\"_token\" value=\"(.*?)\"")]
    private static partial Regex Token();
}
