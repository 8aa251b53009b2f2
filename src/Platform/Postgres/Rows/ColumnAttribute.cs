namespace Verwaltung.Postgres;

/// <summary>
/// Says of a row record's parameter what its column is called, where that is not the parameter's name in snake case, and whether it belongs to the
/// primary key.
/// </summary>
/// <param name="name">The column in the database; null: the parameter's name in snake case.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string? name = null) : Attribute
{
    /// <summary>The column in the database; null: the parameter's name in snake case.</summary>
    public string? Name => name;

    /// <summary>Whether it belongs to the primary key of the table that the record is written to.</summary>
    public bool IsKey { get; set; }
}
