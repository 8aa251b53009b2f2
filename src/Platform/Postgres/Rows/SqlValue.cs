using Npgsql;
using NpgsqlTypes;

namespace Verwaltung.Postgres;

/// <summary>A value for a place (<c>$1</c>) of a statement, with its type in the database also where it is null. Values convert to it by themselves.</summary>
/// <param name="Value">As Npgsql writes it.</param>
/// <param name="Type">Null: Npgsql tells it from the value.</param>
public readonly record struct SqlValue(object? Value, NpgsqlDbType? Type)
{
    /// <summary>A value whose type only the caller's caller knows; never null.</summary>
    public static SqlValue Of(object value) => value is DateTimeOffset instant ? instant : new SqlValue(value, null);

    public static implicit operator SqlValue(bool value) => new(value, NpgsqlDbType.Boolean);
    public static implicit operator SqlValue(int value) => new(value, NpgsqlDbType.Integer);
    public static implicit operator SqlValue(int? value) => new(value, NpgsqlDbType.Integer);
    public static implicit operator SqlValue(long value) => new(value, NpgsqlDbType.Bigint);
    public static implicit operator SqlValue(decimal value) => new(value, NpgsqlDbType.Numeric);
    public static implicit operator SqlValue(string? value) => new(value, NpgsqlDbType.Text);
    public static implicit operator SqlValue(Guid value) => new(value, NpgsqlDbType.Uuid);
    public static implicit operator SqlValue(Guid? value) => new(value, NpgsqlDbType.Uuid);
    public static implicit operator SqlValue(DateOnly value) => new(value, NpgsqlDbType.Date);
    public static implicit operator SqlValue(DateOnly? value) => new(value, NpgsqlDbType.Date);
    public static implicit operator SqlValue(DateTimeOffset value) => new(value.UtcDateTime, NpgsqlDbType.TimestampTz);
    public static implicit operator SqlValue(DateTimeOffset? value) => new(value?.UtcDateTime, NpgsqlDbType.TimestampTz);
    public static implicit operator SqlValue(byte[]? value) => new(value, NpgsqlDbType.Bytea);
    public static implicit operator SqlValue(string[]? value) => new(value, NpgsqlDbType.Array | NpgsqlDbType.Text);
    public static implicit operator SqlValue(Guid[]? value) => new(value, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    internal NpgsqlParameter ToParameter()
    {
        var parameter = new NpgsqlParameter { Value = Value ?? DBNull.Value };
        if (Type is { } type) parameter.NpgsqlDbType = type;
        return parameter;
    }
}
