using NpgsqlTypes;

namespace Verwaltung.Postgres;

/// <summary>A column of a table that a record is the row of.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Type">Its type; text stands for <c>varchar</c> as well.</param>
/// <param name="IsKey">Whether it belongs to the primary key.</param>
public sealed record RowColumn(string Name, NpgsqlDbType Type, bool IsKey);
