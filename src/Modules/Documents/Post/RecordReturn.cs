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

/// <summary>A posted letter came back (Rücklauf).</summary>
internal sealed record RecordReturn(Guid Notice, DateOnly ReturnedOn, string Reason, PersonId By) : IAsk<Outcome<ReturnRecorded>>;

[GraphQLDescription("Why a letter came back, as the post marks it.")]
internal enum ReturnReason
{
    [GraphQLDescription("Nobody of that name at this address.")]
    Unknown,

    [GraphQLDescription("Moved away.")]
    Moved,

    [GraphQLDescription("Acceptance was refused.")]
    Refused,

    [GraphQLDescription("Not collected in time.")]
    NotCollected,

    [GraphQLDescription("The addressee has died.")]
    Deceased,

    [GraphQLDescription("Something else, or not readable.")]
    Other,
}

internal sealed record ReturnRecorded([property: ID] Guid Notice, DateOnly ReturnedOn);

internal sealed record LetterNotPosted()
    : Refusal("post.not-posted", "There is no posted letter of this id, or it is known that it came back.");

internal sealed record ReturnedInFuture() : Refusal("post.returned-in-future", "A letter cannot come back in the future.");

internal sealed record ReturnedBeforePosted(DateOnly PostedOn)
    : Refusal("post.returned-before-posted", "The letter was posted after that day.");

internal static class RecordReturnHandler
{
    public static async Task<(Outcome<ReturnRecorded>, OutgoingMessages)> HandleAsync(
        RecordReturn command, IDocumentSession session, PostedLetters letters, TimeProvider clock, IdSource ids, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await letters.FindAsync(command.Notice, cancellation) is not { } letter)
            return (new LetterNotPosted(), []);
        if (command.ReturnedOn > LegalTime.Day(now))
            return (new ReturnedInFuture(), []);
        if (command.ReturnedOn < letter.PostedOn)
            return (new ReturnedBeforePosted(letter.PostedOn), []);

        session.Enlist(Keep(command, ids.Next(), now));
        return (
            new ReturnRecorded(letter.Notice, command.ReturnedOn),
            [new LetterReturned(new CaseId(letter.CaseId), letter.Notice, letter.PostedOn, command.ReturnedOn, command.Reason, command.By)]);
    }

    // Recorded twice at once, the second finds nothing to move, and the case knows already.
    private static NpgsqlBatchCommand Keep(RecordReturn command, Guid id, DateTimeOffset now) =>
        new("""
            with back as (delete from post_done where notice = $1 returning notice, case_id, file_id, file_number, posted_on, posted_by)
            insert into post_returned (id, notice, case_id, file_id, file_number, posted_on, posted_by, returned_on, reason, recorded_by, recorded_at)
            select $2, notice, case_id, file_id, file_number, posted_on, posted_by, $3, $4, $5, $6 from back
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = command.Notice },
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<DateOnly> { TypedValue = command.ReturnedOn },
                new NpgsqlParameter<string> { TypedValue = command.Reason },
                new NpgsqlParameter<Guid> { TypedValue = command.By.Value },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            },
        };
}

[MutationType, Authorize(Roles = RoleNames.PostRoom)]
internal static class ReturnMutations
{
    [GraphQLDescription(
        "Records that a posted letter came back on a day. It has notified nobody then, "
        + "and no period runs (§ 41(2) VwVfG); a clerk decides what happens next.")]
    [Error(typeof(LetterNotPosted)), Error(typeof(ReturnedInFuture)), Error(typeof(ReturnedBeforePosted))]
    public static Task<Outcome<ReturnRecorded>> RecordReturnAsync(
        [ID] Guid notice, DateOnly returnedOn, ReturnReason reason, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.InvokeAsync<Outcome<ReturnRecorded>>(new RecordReturn(notice, returnedOn, Word(reason), actor.Id), cancellation: cancellation);

    private static string Word(ReturnReason reason) => reason switch
    {
        ReturnReason.Unknown => ReturnReasons.Unknown,
        ReturnReason.Moved => ReturnReasons.Moved,
        ReturnReason.Refused => ReturnReasons.Refused,
        ReturnReason.NotCollected => ReturnReasons.NotCollected,
        ReturnReason.Deceased => ReturnReasons.Deceased,
        ReturnReason.Other => ReturnReasons.Other,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
