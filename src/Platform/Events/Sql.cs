using Npgsql;
using NpgsqlTypes;

namespace Verwaltung.Events;

/// <summary>Commands of a batch with typed parameters, so that the same text always prepares to the same statement.</summary>
internal static class Sql
{
    public static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlParameter Of(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Of(long value) => new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Of(string? value) => new NpgsqlParameter<string?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Varchar };

    public static NpgsqlParameter Of(DateTimeOffset value) =>
        new NpgsqlParameter<DateTime> { TypedValue = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter Json(byte[]? value) => new NpgsqlParameter<byte[]?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>A projection's value: instants go in as UTC.</summary>
    public static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = Plain(value) ?? DBNull.Value, NpgsqlDbType = type };

    public static object? Plain(object? value) => value is DateTimeOffset instant ? instant.UtcDateTime : value;
}
