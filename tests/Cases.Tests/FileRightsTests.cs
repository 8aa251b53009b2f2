using System.Security.Claims;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases.Tests;

public sealed class FileRightsTests : CasesTest
{
    [Fact]
    public async Task The_notice_is_its_addressee_s_to_read_from_its_opening_on()
    {
        var id = await Host.DecideAsync();
        var notice = (await Host.CaseAsync(id)).Issued.File.Value;
        Assert.False(await MayReadAsync(id, notice, People.Leyla));
        Assert.True(await MayReadAsync(id, notice, People.Sabine));

        await Host.DoAsync(new RetrieveNotice(id, People.Leyla.Id()), People.Leyla);

        Assert.True(await MayReadAsync(id, notice, People.Leyla));
        Assert.False(await MayReadAsync(id, notice, People.Karl));
        Assert.False(await MayReadAsync(id, notice, People.Olga));
    }

    [Fact]
    public async Task A_notice_on_its_way_by_post_is_readable_when_it_was_posted()
    {
        var id = await Host.DecideAsync("post");
        var notice = (await Host.CaseAsync(id)).Issued;
        Assert.False(await MayReadAsync(id, notice.File.Value, People.Leyla));

        await Host.Bus.InvokeAsync(new Documents.Contracts.LetterPosted(id, notice.Id, new DateOnly(2026, 11, 24), People.Pia.Id()));

        Assert.True(await MayReadAsync(id, notice.File.Value, People.Leyla));
    }

    [Fact]
    public async Task A_notice_that_another_one_replaced_is_never_shown_to_the_applicant()
    {
        var id = await Host.DecideAsync();
        var (old, now) = ((await Host.CaseAsync(id)).Issued.File, Host.Clock.GetUtcNow());
        await Host.DoAsync(new RetrieveNotice(id, People.Leyla.Id()), People.Leyla);
        var file = Guid.CreateVersion7();
        await AppendAsync(id, new NoticeIssued(file, file, "abgelehnt", People.Sabine.Id(), now), new DocumentAdded(file, "Bescheid.pdf", "notice", People.Sabine.Id(), now));
        Assert.Equal([], await DocumentsAsync(id, "notice"));

        await AppendAsync(id, new NoticePlaced(file, now), new NoticeRetrieved(file, People.Leyla.Id(), now));

        Assert.Equal([file.ToString()], await DocumentsAsync(id, "notice"));
        Assert.False(await MayReadAsync(id, old.Value, People.Leyla));
        Assert.True(await MayReadAsync(id, old.Value, People.Sabine));
    }

    [Fact]
    public async Task An_id_alone_finds_the_case_as_the_person_may_see_it()
    {
        var id = await Host.OpenAsync();

        Assert.Equal("""{"__typename":"Case","team":"33/5"}""", await NodeAsync(id.Value, People.Sabine));
        Assert.Equal("""{"__typename":"MyCase"}""", await NodeAsync(id.Value, People.Leyla));
        foreach (var stranger in (ClaimsPrincipal[])[People.Karl, People.Olga, new()])
            Assert.Null(await NodeAsync(id.Value, stranger));
        Assert.Null(await NodeAsync(Guid.CreateVersion7(), People.Sabine));
    }

    [Fact]
    public async Task What_the_case_does_not_name_is_nobody_s_to_read()
    {
        var id = await Host.OpenAsync();
        Assert.False(await MayReadAsync(id, Guid.CreateVersion7(), People.Leyla));
        Assert.False(await MayReadAsync(id, Guid.CreateVersion7(), People.Sabine));
        Assert.False(await MayReadAsync(new CaseId(Guid.CreateVersion7()), Guid.CreateVersion7(), People.Sabine));
    }

    private Task<bool> MayReadAsync(CaseId id, Guid file, ClaimsPrincipal person) => Host.Bus.InvokeAsync<bool>(new MayReadFile(id, file, person.Actor()));

    private async Task<IEnumerable<string>> DocumentsAsync(CaseId id, string kind) =>
        (await Host.AskAsync("query($id: ID!) { myCase(id: $id) { documents { file kind } } }", People.Leyla, new { id = id.Value }))["data"]!["myCase"]!["documents"]!.AsArray()
            .Where(document => (string)document!["kind"]! == kind).Select(document => (string)document!["file"]!);

    private async Task<string?> NodeAsync(Guid id, ClaimsPrincipal person) =>
        (await Host.AskAsync("query($id: ID!) { node(id: $id) { __typename ... on Case { team } } }", person, new { id }))["data"]!["node"]?.ToJsonString();

    private async Task AppendAsync(CaseId id, params object[] events)
    {
        await using var session = Host.Service<IDocumentStore>().LightweightSession();
        (await session.Events.FetchForWriting<Case>(id.Value)).AppendMany(events);
        await session.SaveChangesAsync();
    }
}
