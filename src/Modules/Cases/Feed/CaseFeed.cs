using System.Collections.Immutable;
using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

/// <summary>Something that happened in a case. What people wrote and are called is not in it: read the case.</summary>
[ObjectType("CaseChange")]
internal sealed record CaseChangeView([property: GraphQLIgnore] CaseChange Change)
{
    [ID, GraphQLDescription("Of this change; the same whenever it is read.")]
    public Guid Id => Change.Id;
    [ID] public Guid CaseId => Change.CaseId.Value;
    [GraphQLDescription("Null when the case is gone for the reader.")]
    public string? FileNumber => Change.FileNumber;
    [GraphQLDescription("Null when the case is gone for the reader.")]
    public string? ProcedureKey => Change.ProcedureKey;
    [GraphQLDescription(
        "What happened, for example `case_opened`, `values_set`, `notice_issued`, `process_completed`; "
        + "`personal_data_erased`: the applicant was forgotten, erase your copy of their data.")]
    public string Kind => Change.Kind;
    [GraphQLDescription("The version of the case that it led to.")]
    public long Version => Change.Version;
    public DateTimeOffset At => Change.At;
    [GraphQLDescription("The signed-in person could see the case once and cannot any more: delete what was copied of it.")]
    public bool IsGone => Change.IsGone;
}

/// <summary>A page of the feed of changes.</summary>
[ObjectType("CaseChanges")]
internal sealed record CaseChangePage(
    [property: ListSize(CaseFeed.MaxPage)] IReadOnlyList<CaseChangeView> Changes,
    [property: GraphQLDescription("Where to read on: keep it, also when the page is empty.")] string Cursor,
    [property: GraphQLDescription("Whether there is more to read at once. If not, ask again later, or when `inboxChanged` tells.")] bool HasMore);

[QueryType]
internal static class CaseFeed
{
    public const int MaxPage = 1_000;

    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription(
        "What happened in the cases of the signed-in person's teams, in the order in which it was recorded: each change once, none left out, "
        + "however slow the commit that brought it. Begin without `after`, then go on with the `cursor` of the page before; cursors do not expire.")]
    public static async Task<CaseChangePage> CaseChangesAsync(
        Actor actor, IRunner runner, CancellationToken cancellation, string? after = null, int first = 500, string? procedureKey = null)
    {
        if (first is < 1 or > MaxPage)
            throw new GraphQlException($"\"first\" must be from 1 to {MaxPage}.", ErrorCodes.BadUserInput);

        var from = after is null ? 0 : Position(after);
        var read = await runner.InvokeAsync<CaseChangesRead>(
            new ReadCaseChanges(from, first, [.. actor.AllTeams], procedureKey), cancellation: cancellation);
        return from <= read.Mark
            ? new CaseChangePage([.. read.Changes.Select(change => new CaseChangeView(change))], Cursor.Write(read.Position), read.HasMore)
            : throw new GraphQlException(
                "The cursor is ahead of the feed, because the database is an older one. Read from the beginning.", ErrorCodes.BadUserInput);
    }

    private static long Position(string cursor) =>
        Cursor.Read(cursor, 1)[0] is { ValueKind: System.Text.Json.JsonValueKind.Number } key && key.TryGetInt64(out var at) && at >= 0
            ? at
            : throw new GraphQlException($"\"{cursor}\" is not a cursor of this feed.", ErrorCodes.BadUserInput);
}
