using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

[QueryType]
internal static class CheckLogQueries
{
    private const int LongestReason = 500;

    [Authorize(Policy = ParkingModule.CheckLogPolicy), UsePaging(DefaultPageSize = 50, MaxPageSize = 100)]
    [GraphQLDescription(
        "The record of questions to the register of permits, by wardens and at the office, newest first, kept for half a year. "
        + "For the operator and the data protection officer; reading it is recorded with its reason.")]
    public static async Task<Connection<CheckRecord>> PermitChecksAsync(
        string reason, Actor actor, CheckLog log, PagingArguments paging, CancellationToken cancellation)
    {
        if (reason.Trim() is not { Length: > 0 and <= LongestReason } said)
            throw new GraphQlException("Expected a reason for reading the record.", ErrorCodes.BadUserInput);
        var cursor = paging.Cursor is { } text ? Cursor.ReadId(text) : (Guid?)null;
        await log.WriteAsync(new(actor.Id, "log", "AUDIT", said, null, null, null), cancellation);
        var rows = await log.PageAsync(cursor, paging.IsBackward, paging.Limit, cancellation);
        return Connection.FromRows(rows, paging, record => Cursor.Write(record.Id), count => log.CountAsync(Connection.MaxTotalCount, count));
    }
}

[ExtendObjectType(typeof(CheckRecord))]
internal static class CheckRecordFields
{
    [GraphQLDescription("Who asked.")]
    public static async Task<string> ByNameAsync([Parent] CheckRecord record, DataLoader<PersonId, AskerName> names) =>
        (await names.LoadAsync(record.Person))?.Name ?? record.Person.ToString();
}

internal static class CheckRecordLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<PersonId, AskerName>> AskersAsync(
        IReadOnlyList<PersonId> ids, IRunner runner, CancellationToken cancellation) =>
        (
            await runner.InvokeAsync<PeopleNames>(new GetPeople([.. ids]), cancellation: cancellation)).ById.ToDictionary(person => person.Key,
            person => new AskerName(person.Value));
}

/// <summary>The name of somebody who asked.</summary>
internal sealed record AskerName(string Name);
