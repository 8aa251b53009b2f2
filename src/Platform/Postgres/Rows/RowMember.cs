using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Npgsql;

namespace Verwaltung.Postgres;

/// <summary>A parameter of a row record, and its column.</summary>
internal sealed record RowMember(string Name, Type Type, RowColumn Column, Stored Stored, bool IsNullable)
{
    private static readonly MethodInfo IsDBNull = typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.IsDBNull))!;
    private static readonly MethodInfo GetFieldValue = typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.GetFieldValue))!;

    /// <summary>The only one of a row that is a single value.</summary>
    /// <returns>Null if no column holds the type.</returns>
    public static RowMember? OfValue(Type type) =>
        Stored.Of(Nullable.GetUnderlyingType(type) ?? type) is { } stored
            ? new("value", type, new("", stored.Type, IsKey: false), stored, Nullable.GetUnderlyingType(type) is not null)
            : null;

    public static RowMember Of(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var stored = Stored.Of(Nullable.GetUnderlyingType(type) ?? type)
            ?? throw new InvalidOperationException($"{parameter.Member.DeclaringType!.Name}.{parameter.Name} is a {type.Name}, which no column holds.");
        var said = parameter.GetCustomAttribute<ColumnAttribute>();
        var column = new RowColumn(said?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!), stored.Type, said?.IsKey ?? false);
        return new(parameter.Name!, type, column, stored, new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable);
    }

    /// <summary>Its value in the row that the reader is at.</summary>
    public Expression Read(Expression reader, Expression ordinal)
    {
        var value = Stored.Open(Expression.Call(reader, GetFieldValue.MakeGenericMethod(Stored.Plain), ordinal));
        return IsNullable
            ? Expression.Condition(Expression.Call(reader, IsDBNull, ordinal), Expression.Default(Type), Expression.Convert(value, Type))
            : value;
    }

    /// <summary>What is written for it of a record; null for null.</summary>
    public Expression Write(Expression row)
    {
        var value = Expression.Property(row, Name);
        return Nullable.GetUnderlyingType(Type) is null
            ? Expression.Convert(Stored.Close(value), typeof(object))
            : Expression.Condition(
                Expression.Property(value, nameof(Nullable<>.HasValue)),
                Expression.Convert(Stored.Close(Expression.Property(value, nameof(Nullable<>.Value))), typeof(object)),
                Expression.Constant(null));
    }
}
