using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases.Tests;

/// <summary>Examples of the calendar: posted on 20 November 2026 the period ends on 24 December, a working day; posted on 27 November on 4 January, as the end falls on New Year's holiday.</summary>
public sealed class ReturnedNoticeTests : CasesTest
{
    private const string Notice = "query($id: ID!) { case(id: $id) { step isClosed notice { postedOn returnedOn returnReason notifiedOn remedyEnds otherAddress } } }";

    private static readonly DateOnly Posted = new(2026, 11, 20), Back = new(2026, 11, 26);

    internal override DateTimeOffset? Now => new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_returned_letter_has_notified_nobody_and_the_case_says_why()
    {
        var (id, notice) = await PostAsync();
        Assert.Equal((new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 24)), (notice.NotifiedOn, notice.RemedyEnds));
        var version = await Host.VersionAsync(id);

        await ReturnAsync(id, notice);

        var said = await Host.SaidAsync(id, version);
        Assert.Equal(new NoticeReturned(notice.Id, Back, ReturnReasons.Moved, People.Pia.Id(), Host.Clock.GetUtcNow()), said[0]);
        Assert.Contains("zurückgekommen am Do 26.11.2026", Assert.Single(Assert.IsType<NotificationVoided>(said[1]).Reasons), StringComparison.Ordinal);
        Assert.Equal(
            """{"data":{"case":{"step":"returned","isClosed":true,"notice":{"postedOn":null,"returnedOn":"2026-11-26","returnReason":"moved","notifiedOn":null,"remedyEnds":null,"otherAddress":null}}}}""",
            await Host.TellAsync(Notice, People.Sabine, new { id = id.Value }));
        var timeline = await Host.TellAsync("query($id: ID!) { case(id: $id) { timeline { kind subject byName } } }", People.Sabine, new { id = id.Value });
        Assert.Contains("""{"kind":"notice_returned","subject":"moved","byName":"Pia Post"},{"kind":"notification_voided","subject":null,"byName":"Pia Post"}""", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stands_in_the_inbox_again_until_it_is_on_its_way()
    {
        var (id, notice) = await PostAsync();
        Assert.DoesNotContain(id.ToString(), await InboxAsync(), StringComparison.Ordinal);

        await ReturnAsync(id, notice);
        Assert.Contains($$"""{"id":"{{id}}","step":"returned","taskId":null}""", await InboxAsync(), StringComparison.Ordinal);

        Assert.Null((await AgainAsync(id, null)).Why);
        Assert.DoesNotContain(id.ToString(), await InboxAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posted_again_it_is_notified_from_the_new_day()
    {
        var (id, notice) = await PostAsync();
        await ReturnAsync(id, notice);
        var version = await Host.VersionAsync(id);

        Assert.Null((await AgainAsync(id, " Hombrucher Weg 4\r\n44225 Dortmund ")).Why);

        var now = Host.Clock.GetUtcNow();
        Assert.Equal(
            [new NoticeSentAgain(notice.Id, "Hombrucher Weg 4\n44225 Dortmund", People.Sabine.Id(), now), new NoticeQueuedForPost(notice.Id, now)], await Host.SaidAsync(id, version));
        Assert.Equal(2, (await CasesHost.SentAsync(Database, id)).Count(sent => sent.StartsWith("documents.queue_for_post|", StringComparison.Ordinal)));
        Assert.Equal("Hombrucher Weg 4\n44225 Dortmund", await Host.Bus.InvokeAsync<string?>(new GetPostingAddress(id, notice.Id)));

        await Host.Bus.InvokeAsync(new LetterPosted(id, notice.Id, new DateOnly(2026, 11, 27), People.Pia.Id()));
        var after = (await Host.CaseAsync(id)).Issued;
        Assert.Equal((new DateOnly(2026, 11, 27), new DateOnly(2026, 12, 1), new DateOnly(2027, 1, 4)), (after.PostedOn!.Value, after.NotifiedOn!.Value, after.RemedyEnds!.Value));
    }

    [Fact]
    public async Task Recorded_twice_it_came_back_once()
    {
        var (id, notice) = await PostAsync();
        await ReturnAsync(id, notice);
        var version = await Host.VersionAsync(id);

        await ReturnAsync(id, notice);
        await Host.Bus.InvokeAsync(new LetterReturned(id, Guid.CreateVersion7(), Posted, Back, ReturnReasons.Other, People.Pia.Id()));

        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task Another_letter_that_came_back_is_told_and_leaves_the_notice_alone()
    {
        var (id, notice) = await PostAsync();
        var letter = Guid.CreateVersion7();
        await Host.Bus.InvokeAsync(new FileDocument(id, new AttachedFile(letter, "Zahlungsaufforderung.pdf", "payment-request"), People.Sabine.Id()));
        var version = await Host.VersionAsync(id);

        await Host.Bus.InvokeAsync(new LetterReturned(id, letter, Posted, Back, ReturnReasons.Unknown, People.Pia.Id()));

        Assert.Equal([new LetterCameBack(letter, Back, ReturnReasons.Unknown, People.Pia.Id(), Host.Clock.GetUtcNow())], await Host.SaidAsync(id, version));
        Assert.Equal(notice.NotifiedOn, (await Host.CaseAsync(id)).Issued.NotifiedOn);
    }

    [Fact]
    public async Task A_late_message_about_the_first_posting_leaves_the_second_alone()
    {
        var (id, notice) = await PostAsync();
        await ReturnAsync(id, notice);
        await AgainAsync(id, null);
        await Host.Bus.InvokeAsync(new LetterPosted(id, notice.Id, new DateOnly(2026, 11, 27), People.Pia.Id()));
        var version = await Host.VersionAsync(id);

        await ReturnAsync(id, notice);

        Assert.Equal(version, await Host.VersionAsync(id));
    }

    [Fact]
    public async Task Only_a_clerk_of_the_team_posts_again_and_only_what_came_back()
    {
        var (id, notice) = await PostAsync();
        Assert.Equal((Outcome<ChangedCase>)new NoticeNotReturned(), await AgainAsync(id, null));
        await ReturnAsync(id, notice);
        Assert.Equal((Outcome<ChangedCase>)new TextInvalid(NoteText.Most), await AgainAsync(id, new string('x', NoteText.Most + 1)));
        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await Host.DoAsync(new PostNoticeAgain(id, null, People.Karl.Actor()), People.Karl));
        Assert.Contains("FORBIDDEN", await Host.TellAsync("mutation($id: ID!) { postNoticeAgain(input: { caseId: $id }) { errors { __typename } } }", People.Pia, new { id = id.Value }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_applicant_is_told_that_our_letter_came_back()
    {
        const string Mine = "query($id: ID!) { myCase(id: $id) { noticeComesByPost noticeCameBackOn notice { file } } }";
        var (id, notice) = await PostAsync();
        await ReturnAsync(id, notice);
        Assert.Equal("""{"data":{"myCase":{"noticeComesByPost":false,"noticeCameBackOn":"2026-11-26","notice":null}}}""", await Host.TellAsync(Mine, People.Leyla, new { id = id.Value }));

        await AgainAsync(id, null);
        Assert.Equal("""{"data":{"myCase":{"noticeComesByPost":true,"noticeCameBackOn":null,"notice":null}}}""", await Host.TellAsync(Mine, People.Leyla, new { id = id.Value }));
    }

    private async Task<(CaseId, Notice)> PostAsync()
    {
        var id = await Host.DecideAsync("post");
        await Host.Bus.InvokeAsync(new LetterPosted(id, (await Host.CaseAsync(id)).Issued.Id, Posted, People.Pia.Id()));
        Host.Clock.AdvanceTo(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));
        return (id, (await Host.CaseAsync(id)).Issued);
    }

    private Task ReturnAsync(CaseId id, Notice notice) => Host.Bus.InvokeAsync(new LetterReturned(id, notice.Id, Posted, Back, ReturnReasons.Moved, People.Pia.Id()));

    private Task<Outcome<ChangedCase>> AgainAsync(CaseId id, string? address) => Host.DoAsync(new PostNoticeAgain(id, address, People.Sabine.Actor()), People.Sabine);

    private Task<string> InboxAsync() => Host.TellAsync("{ inbox(view: TEAM, first: 100) { nodes { id step taskId } } }", People.Sabine);
}
