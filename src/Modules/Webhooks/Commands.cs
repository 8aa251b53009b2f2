using Npgsql;
using NpgsqlTypes;

namespace Verwaltung.Webhooks;

/// <summary>SQL for the commit of a handler.</summary>
internal static class Commands
{
    public static NpgsqlBatchCommand Of(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value },
                string[] texts => new NpgsqlParameter { Value = texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
                DateTimeOffset at => new NpgsqlParameter { Value = at.UtcDateTime },
                _ => new NpgsqlParameter { Value = value },
            });
        return command;
    }
}
