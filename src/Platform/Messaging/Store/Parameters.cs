using Npgsql;
using NpgsqlTypes;

namespace Verwaltung.Messaging.Store;

/// <summary>Typed positional parameters: no boxing, no guessing of types.</summary>
internal static class Parameters
{
    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return parameters;
    }

    public static NpgsqlParameterCollection WithText(this NpgsqlParameterCollection parameters, string? value) =>
        parameters.WithNullable(value, NpgsqlDbType.Text);

    public static NpgsqlParameterCollection WithJson(this NpgsqlParameterCollection parameters, string? value) =>
        parameters.WithNullable(value, NpgsqlDbType.Jsonb);

    public static NpgsqlParameterCollection WithNullable(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return parameters;
    }
}
