using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Cases.Contracts;

namespace Verwaltung.Cases;

internal static class ReadCaseChangesHandler
{
    /// <summary>A page looks at no more rows than this, so that who may see little does not wait for long.</summary>
    public const int Window = 5_000;

    // One statement, one snapshot: the mark and the rows up to it belong together. A case that left the reader's teams is told as gone.
    private const string Page = """
        with mark as (select coalesce(max(last_seq_id), 0) as seq from mt_event_progression where name = $5),
        near as materialized (select c.* from case_changes c, mark m where c.seq > $1 and c.seq <= m.seq order by c.seq limit $6),
        told as (
          select n.*, k.file_number, k.procedure_key,
                   $2::varchar[] is null or exists (select from case_search s where s.case_id = n.case_id and s.team = any($2)) as is_seen
          from near n join cases k using (case_id)
          where ($2::varchar[] is null or exists (select from case_changes_teams t where t.case_id = n.case_id and t.team = any($2)))
            and ($3::varchar is null or k.procedure_key = $3)
          order by n.seq limit $4)
        select m.seq, (select count(*) from near), (select max(seq) from near),
               t.seq, t.id, t.case_id, t.file_number, t.procedure_key, t.kind, t.version, t.at, t.is_seen
        from mark m left join told t on true order by t.seq
        """;

    public static async Task<CaseChangesRead> HandleAsync(ReadCaseChanges query, NpgsqlDataSource source, CancellationToken cancellation)
    {
        var found = new List<(long Seq, CaseChange Change)>();
        var (mark, near, last) = (0L, 0L, 0L);
        await using var command = Command(query, source);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            (mark, near, last) = (reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? 0 : reader.GetInt64(2));
            if (!reader.IsDBNull(3))
                found.Add((reader.GetInt64(3), Read(reader)));
        }

        var hasMore = found.Count > query.Most || near == Window;
        var position = found.Count > query.Most ? found[query.Most - 1].Seq : near == Window ? last : Math.Max(mark, query.After);
        return new CaseChangesRead([.. found.Take(query.Most).Select(one => one.Change)], position, mark, hasMore);
    }

    private static NpgsqlCommand Command(ReadCaseChanges query, NpgsqlDataSource source)
    {
        var command = source.CreateCommand(Page);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = query.After });
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = query.Teams is { } teams ? teams.ToArray() : DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
            });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)query.ProcedureKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Most + 1 });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = new CaseChangesProjection().ProgressName });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Window });
        return command;
    }

    private static CaseChange Read(NpgsqlDataReader row)
    {
        var isSeen = row.GetBoolean(11);
        return new CaseChange(
            row.GetGuid(4), new CaseId(row.GetGuid(5)), isSeen ? row.GetString(6) : null, isSeen ? row.GetString(7) : null,
            row.GetString(8), row.GetInt64(9), row.GetFieldValue<DateTimeOffset>(10), !isSeen);
    }
}
