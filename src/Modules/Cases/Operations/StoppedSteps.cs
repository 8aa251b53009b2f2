using Marten;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>A step of some case that stopped because of a fault of the model or of data.</summary>
[ObjectType]
internal sealed record StoppedStep(
    [property: ID] Guid CaseId, [property: ID] Guid IncidentId, string FileNumber, string ElementId, string ElementName, string Code, string Message);

/// <summary>A message whose tries are used up.</summary>
/// <param name="Type">Its wire name.</param>
/// <param name="Reason">The last failure.</param>
/// <param name="TraceId">What to look for in traces and logs.</param>
[ObjectType]
internal sealed record FailedMessage([property: ID] Guid Id, string Type, string Reason, int Attempts, DateTimeOffset At, string? TraceId);

/// <summary>How many messages there are of each state.</summary>
[ObjectType]
internal sealed record MessageNumbers(long Ready, long Scheduled, long Running, long Dead);

[QueryType, Authorize(Roles = RoleNames.Operator)]
internal static class OperationsQueries
{
    private static readonly string Stopped = $"select {Row<IncidentRow>.Columns} from incidents order by incident_id desc limit 100";

    [GraphQLDescription("Steps of all cases that stopped and wait to be tried again with `retryIncident`, newest first, a hundred at most.")]
    public static async Task<IReadOnlyList<StoppedStep>> StoppedStepsAsync(
        NpgsqlDataSource source, IDocumentStore store, CaseProcess process, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var steps = new List<StoppedStep>();
        foreach (var row in await source.ListAsync<IncidentRow>(Stopped, cancellation))
            if (await session.Events.FetchLatest<Case>(row.CaseId, cancellation) is { } @case
                && @case.Process.Incidents.TryGetValue(row.IncidentId, out var raised))
                steps.Add(new StoppedStep(
                    row.CaseId, row.IncidentId, @case.FileNumber, raised.ElementId, await process.ElementNameAsync(@case, raised.ElementId, cancellation),
                    raised.Code, raised.Message));
        return steps;
    }

    [GraphQLDescription("Messages that were given up, newest first, a thousand at most. They stay until somebody replays or discards them.")]
    public static async Task<IReadOnlyList<FailedMessage>> FailedMessagesAsync(DeadLetters letters, CancellationToken cancellation) =>
        [
            .. (await letters.ListAsync(cancellation)).Select(
                letter => new FailedMessage(letter.Id, letter.Type, letter.Reason, letter.Attempts, letter.At, letter.CorrelationId))
        ];

    public static async Task<MessageNumbers> MessageNumbersAsync(DeadLetters letters, CancellationToken cancellation)
    {
        var counts = await letters.CountAsync(cancellation);
        return new(counts.Ready, counts.Scheduled, counts.Running, counts.Dead);
    }
}

/// <summary>A message that was replayed or discarded.</summary>
[ObjectType]
internal sealed record ChangedMessage([property: ID] Guid Id);

/// <summary>Somebody else has replayed or discarded it meanwhile.</summary>
internal sealed record MessageNotFailed()
    : Refusal("cases.message-not-failed", "The message is no longer among the failed ones.");

[MutationType, Authorize(Roles = RoleNames.Operator)]
internal static class OperationsMutations
{
    [GraphQLDescription("Gives a failed message all its tries again, at once.")]
    [Error(typeof(MessageNotFailed))]
    public static async Task<Outcome<ChangedMessage>> ReplayMessageAsync([ID] Guid messageId, DeadLetters letters, CancellationToken cancellation) =>
        Answer(messageId, await letters.ReplayAsync(messageId, cancellation));

    [GraphQLDescription("Deletes a failed message without handling it.")]
    [Error(typeof(MessageNotFailed))]
    public static async Task<Outcome<ChangedMessage>> DiscardMessageAsync([ID] Guid messageId, DeadLetters letters, CancellationToken cancellation) =>
        Answer(messageId, await letters.DiscardAsync(messageId, cancellation));

    private static Outcome<ChangedMessage> Answer(Guid id, bool wasFailed) =>
        wasFailed ? new ChangedMessage(id) : new MessageNotFailed();
}
