using System.Globalization;

namespace Verwaltung.Postgres;

/// <summary>The values of a statement that is put together from parts: each is given its place.</summary>
public sealed class SqlValues
{
    private readonly List<SqlValue> _values = [];

    /// <summary>Takes a value.</summary>
    /// <returns>Its place: <c>$1</c> for the first.</returns>
    public string Add(SqlValue value)
    {
        _values.Add(value);
        return $"${_values.Count.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>All of them, the first for <c>$1</c>.</summary>
    public SqlValue[] ToArray() => [.. _values];
}
