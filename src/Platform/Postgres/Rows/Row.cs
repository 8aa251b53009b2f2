using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Verwaltung.Postgres;

/// <summary>
/// A record as the row of a statement or a table: each parameter of its constructor is a column, found by name, whatever the order and whatever else is
/// selected. SQL stays written by hand; what must keep step with the record is taken from here. A single value (a number, a text, an id) is a row as well:
/// the first column.
/// </summary>
/// <typeparam name="T">
/// A positional record, or one of the types of its parameters: bool, int, long, decimal, string, Guid, DateOnly, DateTimeOffset, byte[], string[], Guid[], a
/// typed id (<c>record struct CaseId(Guid Value)</c>) or an enum, stored as its name in snake case; each may be nullable.
/// </typeparam>
[SuppressMessage("Design", "CA1000", Justification = "The record is named where its row is meant: Row<Permit>.Columns.")]
public static class Row<T>
{
    private static readonly Lazy<RowShape<T>> Made = new(RowShape<T>.Make);
    private static readonly Lazy<Func<T, object?[]>> Write = new(() => Made.Value.CompileWrite());

    /// <summary>The columns for a select list or an insert: <c>case_id, team, state</c>.</summary>
    public static string Columns => Made.Value.Columns;

    /// <summary>As many places for values as <see cref="Columns"/>: <c>$1, $2, $3</c>.</summary>
    public static string Places => Made.Value.Places;

    /// <summary>The columns in the order of the record.</summary>
    public static IReadOnlyList<RowColumn> Table => Made.Value.Table;

    /// <summary>The column of a member.</summary>
    /// <exception cref="InvalidOperationException">The record has no such parameter.</exception>
    public static string Column(string member) =>
        Made.Value.Members.FirstOrDefault(one => one.Name == member)?.Column.Name
        ?? throw new InvalidOperationException($"Expected {typeof(T).Name} to have a column for {member}, but it has {Columns}.");

    /// <summary>What lies in the table for a record, in the order of <see cref="Table"/>: instants in UTC, ids and enums as they are stored.</summary>
    public static object?[] Values(T row) => Write.Value(row);

    /// <summary>The values for <see cref="Places"/>.</summary>
    public static SqlValue[] Parameters(T row) => [.. Values(row).Zip(Table, (value, column) => new SqlValue(value, column.Type))];

    /// <summary>Reads the row that a reader is at, each time it is called; the reader's columns are looked up once.</summary>
    /// <exception cref="InvalidOperationException">
    /// The statement selects no column for a parameter, or two of its name; when called: null or another type is found where the record has no place for it.
    /// </exception>
    public static Func<T> Of(NpgsqlDataReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (shape, ordinals) = (Made.Value, Made.Value.Ordinals(reader));
        return () =>
        {
            try
            {
                return shape.Read(reader, ordinals);
            }
            catch (InvalidCastException fault)
            {
                throw shape.Explain(reader, ordinals, fault);
            }
        };
    }
}
