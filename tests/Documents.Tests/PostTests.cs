using System.Net;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Post;
using Verwaltung.GraphQl;
using Verwaltung.Outcomes;

namespace Verwaltung.Documents.Tests;

public sealed class PostTests(DocumentsDatabase database) : IClassFixture<DocumentsDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private readonly CaseId _case = new(Guid.CreateVersion7());
    private readonly Guid _notice = Guid.CreateVersion7();
    private DocumentsHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await DocumentsHost.StartAsync(database);
        await database.ExecuteAsync("truncate post_queue, post_done");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_confirmed_letter_leaves_the_queue_and_its_case_is_told_the_day()
    {
        await QueueAsync(_notice);
        var confirmed = await ConfirmAsync(Today, _notice);
        await _host.UntilIdleAsync();
        Assert.Equal([_notice], confirmed.Value!.Notices);
        Assert.Equal([new LetterPosted(_case, _notice, Today, People.PostRoom.Id)], _host.Neighbours.Posted);
        Assert.Equal(["0|1"], await database.RowsAsync("select (select count(*) from post_queue), (select count(*) from post_done)"));
    }

    [Fact]
    public async Task Several_are_confirmed_at_once()
    {
        var others = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        await QueueAsync([_notice, .. others]);
        await ConfirmAsync(Today, [_notice, .. others]);
        await _host.UntilIdleAsync();
        Assert.Equal(3, _host.Neighbours.Posted.Count);
    }

    [Fact]
    public async Task A_letter_queued_twice_is_one_entry_and_none_after_posting()
    {
        await QueueAsync(_notice, _notice);
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from post_queue"));
        await ConfirmAsync(Today, _notice);
        await QueueAsync(_notice);
        Assert.Equal(["0"], await database.RowsAsync("select count(*) from post_queue"));
    }

    [Fact]
    public async Task Confirmed_twice_it_is_posted_once()
    {
        await QueueAsync(_notice);
        await ConfirmAsync(Today, _notice);
        Assert.IsType<NothingChosen>((await ConfirmAsync(Today, _notice)).Why);
        await _host.UntilIdleAsync();
        Assert.Single(_host.Neighbours.Posted, posted => posted.Notice == _notice);
    }

    [Fact]
    public async Task Confirmed_by_many_at_once_it_is_posted_once()
    {
        await QueueAsync(_notice);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostMutations.ConfirmPostingAsync([_notice], Today, Actor.From(TestAuthentication.Principal(People.PostRoom))!, _host.Bus, default)));
        await _host.UntilIdleAsync();
        Assert.Single(outcomes, outcome => outcome.Why is null);
        Assert.All(outcomes, outcome => Assert.True(outcome.Why is null or PostedByOthers or NothingChosen));
        Assert.Single(_host.Neighbours.Posted, posted => posted.Notice == _notice);
    }

    [Fact]
    public async Task The_day_must_be_possible()
    {
        await QueueAsync(_notice);
        Assert.IsType<PostedInFuture>((await ConfirmAsync(Today.AddDays(1), _notice)).Why);
        Assert.Equal("33.52-2026/000417", Assert.IsType<PostedBeforeQueued>((await ConfirmAsync(Today.AddDays(-1), _notice)).Why).FileNumber);
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from post_queue"));
    }

    [Fact]
    public async Task The_post_room_reads_a_letter_as_long_as_it_waits()
    {
        var file = new FileId(Guid.CreateVersion7());
        await _host.Bus.InvokeAsync<StoredFile>(new StoreFile(file, People.Leyla, _case, "33/5", "Bescheid.pdf", "%PDF-1.7"u8.ToArray()));
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client(People.PostRoom).GetAsync($"/files/{file}")).StatusCode);
        await _host.Bus.PublishAsync(new QueueForPost(_case, _notice, file, "33.52-2026/000417"));
        await _host.UntilIdleAsync();
        Assert.Equal(HttpStatusCode.OK, (await _host.Client(People.PostRoom).GetAsync($"/files/{file}")).StatusCode);
        await ConfirmAsync(Today, _notice);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client(People.PostRoom).GetAsync($"/files/{file}")).StatusCode);
    }

    private async Task QueueAsync(params Guid[] notices)
    {
        foreach (var notice in notices)
            await _host.Bus.PublishAsync(new QueueForPost(_case, notice, new(Guid.CreateVersion7()), "33.52-2026/000417"));
        await _host.UntilIdleAsync();
    }

    private Task<Outcome<PostingConfirmed>> ConfirmAsync(DateOnly on, params Guid[] notices) =>
        _host.Bus.InvokeAsync<Outcome<PostingConfirmed>>(new ConfirmPosting(notices, on, People.PostRoom.Id));
}
