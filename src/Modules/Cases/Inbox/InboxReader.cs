using System.Globalization;
using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

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

/// <summary>An open case as it stands in a team's inbox.</summary>
[ObjectType]
internal sealed record InboxItem(
    [property: ID] Guid Id, string Team, string FileNumber, string ProcedureKey, [property: ID] Guid? TaskId, string Step, string State,
    [property: GraphQLIgnore] Guid? AssigneeId, string ApplicantName, DateTimeOffset ReceivedAt, DateOnly Due, long Version,
    [property: GraphQLIgnore] Guid? HandedById, string? HandOverNote, DateOnly? FollowUp);

/// <summary>Reads pages of the inbox: the top rows of each team by its own index, merged.</summary>
internal sealed class InboxReader(NpgsqlDataSource source)
{
    public async Task<Connection<InboxItem>> PageAsync(InboxSelection selection, PagingArguments paging, CancellationToken cancellation)
    {
        var rows = new List<InboxItem>(paging.Limit);
        await using var command = selection.Select(source, paging);
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation))
                rows.Add(Read(reader));

        return Connection.FromRows(rows, paging, selection.Cursor, stop => CountAsync(selection, stop));
    }

    private async Task<int> CountAsync(InboxSelection selection, CancellationToken cancellation)
    {
        await using var command = selection.Count(source);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static InboxItem Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetGuid(4), row.GetString(5), row.GetString(6),
        row.IsDBNull(7) ? null : row.GetGuid(7), row.GetString(8), row.GetFieldValue<DateTimeOffset>(9), row.GetFieldValue<DateOnly>(10), row.GetInt64(11),
        row.IsDBNull(12) ? null : row.GetGuid(12), row.IsDBNull(13) ? null : row.GetString(13), row.IsDBNull(14) ? null : row.GetFieldValue<DateOnly>(14));
}
