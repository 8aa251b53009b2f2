using Npgsql;
using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Messaging.Store;

/// <summary>Takes messages out of the table and settles what became of them. Every settlement names the claim's lease: a lost one changes nothing.</summary>
internal sealed class Inbox(NpgsqlDataSource database, MessageJson json, IdSource ids, TimeProvider clock, MessagingOptions options)
{
    // A loose index scan: from lane to lane, the oldest ready message of each, so that a crowded lane costs no more than an empty one.
    private const string ClaimNext = """
        with recursive lanes (lane) as (
            (select lane from messages where state = 'ready' and lane >= $1 and type <> all ($5) order by lane limit 1)
            union all
            select (select lane from messages where state = 'ready' and lane > lanes.lane and type <> all ($5) order by lane limit 1) from lanes where lane is not null
        ), picked as (
            select first.id from lanes cross join lateral (
                select id from messages where state = 'ready' and lane = lanes.lane and type <> all ($5) order by due_at limit 1 for update skip locked) first
            limit $2
        )
        update messages set state = 'running', attempts = attempts + 1, lease = $3, leased_until = clock_timestamp() + $4
        where id = any (array (select id from picked))
        returning id, type, body, lane, lease, attempts, due_at, correlation_id, causation_id, trace_parent
        """;

    // Without the message under this lease the id is null, which message_handled refuses: then the whole commit fails.
    private const string Complete = """
        with done as (delete from messages where id = $1 and lease = $2 returning id)
        insert into message_handled (message_id, handled_at) values ((select id from done), $3)
        """;

    private const string Promote = """
        update messages set state = 'ready' where id in (
            select id from messages where state = 'scheduled' and due_at <= $1 order by due_at limit 500 for update skip locked)
        """;

    private const string Reclaim = """
        update messages set state = 'ready', lease = null, leased_until = null where id in (
            select id from messages where state = 'running' and leased_until < clock_timestamp() for update skip locked)
        """;

    private const string Bury = """
        with buried as (
            update messages set state = 'dead', dead_at = $3, reason = $4, lease = null, leased_until = null where id = $1 and lease = $2 returning id, correlation_id
        )
        insert into messages (id, type, body, state, lane, due_at, correlation_id, causation_id, trace_parent, created_at)
        select $5, $6, $7, 'ready', $8, $3, buried.correlation_id, buried.id::text, $9, $3 from buried where $6::text is not null
        """;

    /// <summary>Whether a commit was refused because the message's lease went to another host, or its effects are there already.</summary>
    public static bool IsLost(Exception failure) => failure is PostgresException { TableName: "message_handled" };

    /// <summary>Claims at most one message of each lane, beginning with <paramref name="fromLane"/>, and none of the types in <paramref name="except"/>.</summary>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(int fromLane, int limit, string[] except, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(ClaimNext);
        command.Parameters.With(fromLane).With(limit).With(ids.Next()).With(options.Lease).With(except);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var claims = new List<Claim>();
        while (await rows.ReadAsync(cancellation))
            claims.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetGuid(4), rows.GetInt32(5),
                rows.GetFieldValue<DateTimeOffset>(6), Text(rows, 7), Text(rows, 8), Text(rows, 9)));
        return claims;
    }

    /// <summary>Adds to the handler's commit that the message is handled; that commit fails if the lease is lost.</summary>
    public void EnlistDone(EventSession session, Claim claim)
    {
        var command = new NpgsqlBatchCommand(Complete);
        command.Parameters.With(claim.Id).With(claim.Lease).With(clock.GetUtcNow());
        session.Enlist(command);
    }

    public async Task RetryAsync(Claim claim, TimeSpan after, string reason)
    {
        await using var command = database.CreateCommand(
            "update messages set state = 'scheduled', due_at = $3, reason = $4, lease = null, leased_until = null where id = $1 and lease = $2");
        command.Parameters.With(claim.Id).With(claim.Lease).With(clock.GetUtcNow() + after).With(reason);
        await command.ExecuteNonQueryAsync();
    }

    /// <param name="farewell">What is sent in the same commit.</param>
    public async Task BuryAsync(Claim claim, string reason, Outgoing? farewell)
    {
        await using var command = database.CreateCommand(Bury);
        var id = ids.Next();
        command.Parameters.With(claim.Id).With(claim.Lease).With(clock.GetUtcNow()).With(reason)
            .With(id).WithText(farewell?.Type).WithJson(farewell is null ? null : json.Write(farewell.Message)).With(farewell is null ? 0 : Outbox.Lane(farewell.Message, id))
            .WithText(claim.TraceParent);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Gives claims back unhandled, as if they had not been taken.</summary>
    public async Task ReleaseAsync(IEnumerable<Claim> claims)
    {
        await using var command = database.CreateCommand(
            "update messages set state = 'ready', attempts = attempts - 1, lease = null, leased_until = null where id = any ($1) and lease = any ($2)");
        WithHeld(command, [.. claims]);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Extends the leases and returns the ids of those still held.</summary>
    public async Task<IReadOnlySet<Guid>> ExtendAsync(IReadOnlyCollection<Claim> claims, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "update messages set leased_until = clock_timestamp() + $3 where id = any ($1) and lease = any ($2) returning id");
        WithHeld(command, claims).With(options.Lease);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var held = new HashSet<Guid>();
        while (await rows.ReadAsync(cancellation)) held.Add(rows.GetGuid(0));
        return held;
    }

    /// <summary>Makes ready what has fallen due and what dead hosts left behind.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        var promote = new NpgsqlBatchCommand(Promote);
        promote.Parameters.With(clock.GetUtcNow());
        batch.BatchCommands.Add(promote);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Reclaim));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Forgets ids and answers older than <see cref="MessagingOptions.Memory"/>.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in new[] { "delete from message_handled where handled_at < $1", "delete from message_answers where answered_at < $1" })
        {
            var forget = new NpgsqlBatchCommand(sql);
            forget.Parameters.With(clock.GetUtcNow() - options.Memory);
            batch.BatchCommands.Add(forget);
        }
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlParameterCollection WithHeld(NpgsqlCommand command, IReadOnlyCollection<Claim> claims) => command.Parameters
        .With(claims.Select(claim => claim.Id).ToArray())
        .With(claims.Select(claim => claim.Lease).ToArray());

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
