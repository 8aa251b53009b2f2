using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>Which part of the open work is asked for.</summary>
internal enum InboxView
{
    /// <summary>Everything with the actor's teams.</summary>
    Team,
    /// <summary>Tasks of the actor's teams that nobody has taken.</summary>
    New,
    /// <summary>Tasks that the actor has taken.</summary>
    Mine,
    /// <summary>Open work of the actor's teams whose due day is over.</summary>
    Overdue,
    /// <summary>Cases of the actor's teams that are put aside until a day.</summary>
    FollowUp,
}

/// <summary>An open case as it stands in a team's inbox: the row that is written, read, filtered by and shown.</summary>
[ObjectType]
internal sealed record InboxItem(
    [Column("case_id", IsKey = true)][property: ID] Guid Id,
    [Column(IsKey = true)] string Team,
    string FileNumber,
    string ProcedureKey,
    [property: ID] Guid? TaskId,
    string Step,
    string State,
    [Column("assignee")][property: GraphQLIgnore] Guid? AssigneeId,
    string ApplicantName,
    DateTimeOffset ReceivedAt,
    DateOnly Due,
    long Version,
    [Column("handed_by")][property: GraphQLIgnore] Guid? HandedById,
    [Column("note")] string? HandOverNote,
    DateOnly? FollowUp,
    [property: GraphQLIgnore] DateOnly? HiddenUntil);

/// <summary>Reads pages of the inbox: the top rows of each team by its own index, merged.</summary>
internal sealed class InboxReader(NpgsqlDataSource source)
{
    public async Task<Connection<InboxItem>> PageAsync(InboxSelection selection, PagingArguments paging, CancellationToken cancellation)
    {
        var (sql, values) = selection.Select(paging);
        var rows = await source.ListAsync<InboxItem>(sql, cancellation, values);
        return Connection.FromRows(rows, paging, selection.Cursor, stop => CountAsync(selection, stop));
    }

    private Task<int> CountAsync(InboxSelection selection, CancellationToken cancellation)
    {
        var (sql, values) = selection.Count();
        return source.ScalarAsync<int>(sql, cancellation, values);
    }
}
