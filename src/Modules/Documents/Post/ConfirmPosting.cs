using System.Security.Claims;
using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Documents.Post;

internal sealed record ConfirmPosting(IReadOnlyList<Guid> Notices, DateOnly PostedOn, PersonId By) : IAsk<Outcome<PostingConfirmed>>;

/// <summary>What was confirmed; letters that others had confirmed before are not among them.</summary>
internal sealed record PostingConfirmed([property: ID] IReadOnlyList<Guid> Notices, DateOnly PostedOn);

internal sealed record NothingChosen() : Refusal("post.nothing-chosen", "Choose at least one letter that still waits.");

internal sealed record PostedInFuture() : Refusal("post.in-future", "The day of posting cannot lie in the future.");

internal sealed record PostedBeforeQueued(string FileNumber) : Refusal("post.before-queued", "The letter was not there yet on that day.");

internal sealed record PostedByOthers()
    : Refusal("post.by-others", "Somebody else has just confirmed one of these letters; please look at the list again.");

internal static class ConfirmPostingHandler
{
    public static async Task<(Outcome<PostingConfirmed>, OutgoingMessages)> HandleAsync(
        ConfirmPosting command, IDocumentSession session, PostQueue queue, TimeProvider clock, CancellationToken cancellation)
    {
        var waiting = await queue.FindAsync(command.Notices, cancellation);
        if (Refuse(command, waiting, clock.GetUtcNow()) is { } refusal)
            return (refusal, []);
        session.Enlist(Confirm(command, waiting, clock.GetUtcNow()));
        return (
            new PostingConfirmed([.. waiting.Select(item => item.Notice)], command.PostedOn),
            [.. waiting.Select(item => new LetterPosted(new CaseId(item.CaseId), item.Notice, command.PostedOn, command.By))]);
    }

    private static Refusal? Refuse(ConfirmPosting command, IReadOnlyList<PostItem> waiting, DateTimeOffset now) => waiting switch
    {
        [] => new NothingChosen(),
        _ when command.PostedOn > LegalTime.Day(now) => new PostedInFuture(),
        _ when waiting.FirstOrDefault(item => command.PostedOn < LegalTime.Day(item.QueuedAt)) is { } early => new PostedBeforeQueued(early.FileNumber),
        _ => null,
    };

    // Taking and noting is one statement; a second confirmation of the same letter breaks on the primary key and with it the whole commit.
    private static NpgsqlBatchCommand Confirm(ConfirmPosting command, IReadOnlyList<PostItem> waiting, DateTimeOffset now) =>
        new("""
            with letters as (
                   select unnest($1::uuid[]) as notice, unnest($2::uuid[]) as case_id, unnest($3::uuid[]) as file_id, unnest($7::varchar[]) as file_number),
                 taken as (delete from post_queue q using letters l where q.notice = l.notice)
            insert into post_done (notice, case_id, file_id, file_number, posted_on, posted_by, confirmed_at)
            select notice, case_id, file_id, file_number, $4, $5, $6 from letters
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. waiting.Select(item => item.Notice)] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. waiting.Select(item => item.CaseId)] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. waiting.Select(item => item.FileId)] },
                new NpgsqlParameter<DateOnly> { TypedValue = command.PostedOn },
                new NpgsqlParameter<Guid> { TypedValue = command.By.Value },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<string[]> { TypedValue = [.. waiting.Select(item => item.FileNumber)] },
            },
        };
}

[MutationType, Authorize(Roles = RoleNames.PostRoom)]
internal static class PostMutations
{
    [GraphQLDescription("Confirms that letters were handed to the post on a day. From that day their notification is counted (§ 41(2) VwVfG).")]
    [Error(typeof(NothingChosen)), Error(typeof(PostedInFuture)), Error(typeof(PostedBeforeQueued)), Error(typeof(PostedByOthers))]
    public static async Task<Outcome<PostingConfirmed>> ConfirmPostingAsync(
        [ID] IReadOnlyList<Guid> notices, DateOnly postedOn, Actor actor, IRunner runner, CancellationToken cancellation)
    {
        try
        {
            return await runner.InvokeAsync<Outcome<PostingConfirmed>>(new ConfirmPosting(notices, postedOn, actor.Id), cancellation: cancellation);
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "post_done" })
        {
            return new PostedByOthers();
        }
    }
}
