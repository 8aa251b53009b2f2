using System.Linq.Expressions;
using NpgsqlTypes;

namespace Verwaltung.Postgres;

/// <summary>How values of a type lie in the database: as themselves, a typed id as its value, an enum as its word.</summary>
/// <param name="Type">What the database calls it.</param>
/// <param name="Plain">What Npgsql reads and writes for it.</param>
/// <param name="Open">From what Npgsql reads to the value.</param>
/// <param name="Close">From the value to what Npgsql writes.</param>
internal sealed record Stored(NpgsqlDbType Type, Type Plain, Func<Expression, Expression> Open, Func<Expression, Expression> Close)
{
    private static readonly Dictionary<Type, NpgsqlDbType> Plains = new()
    {
        [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(int)] = NpgsqlDbType.Integer,
        [typeof(long)] = NpgsqlDbType.Bigint,
        [typeof(decimal)] = NpgsqlDbType.Numeric,
        [typeof(string)] = NpgsqlDbType.Text,
        [typeof(Guid)] = NpgsqlDbType.Uuid,
        [typeof(DateOnly)] = NpgsqlDbType.Date,
        [typeof(byte[])] = NpgsqlDbType.Bytea,
        [typeof(string[])] = NpgsqlDbType.Array | NpgsqlDbType.Text,
        [typeof(Guid[])] = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
    };

    /// <summary>How a value of the type (not <see cref="Nullable{T}"/>) is stored; null if no column holds it.</summary>
    public static Stored? Of(Type type)
    {
        if (Plains.TryGetValue(type, out var known)) return new(known, type, value => value, value => value);
        if (type == typeof(DateTimeOffset))
            return new(NpgsqlDbType.TimestampTz, type, value => value, value => Expression.Property(value, nameof(DateTimeOffset.UtcDateTime)));
        return type.IsEnum ? OfEnum(type) : OfTypedId(type);
    }

    private static Stored OfEnum(Type type)
    {
        var words = typeof(Words<>).MakeGenericType(type);
        return new(
            NpgsqlDbType.Text, typeof(string),
            word => Expression.Call(words.GetMethod(nameof(Words<>.Read))!, word),
            value => Expression.Call(words.GetMethod(nameof(Words<>.Of))!, value));
    }

    // record struct CaseId(Guid Value)
    private static Stored? OfTypedId(Type type)
    {
        if (!type.IsValueType || type.GetProperty("Value") is not { } value || type.GetConstructor([value.PropertyType]) is not { } made) return null;
        return Plains.TryGetValue(value.PropertyType, out var known)
            ? new(known, value.PropertyType, plain => Expression.New(made, plain), id => Expression.Property(id, value))
            : null;
    }
}
