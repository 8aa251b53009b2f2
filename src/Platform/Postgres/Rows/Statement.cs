using System.Runtime.CompilerServices;
using Npgsql;

namespace Verwaltung.Postgres;

/// <summary>
/// Statements with values for their places <c>$1</c> and on: asked for records (<see cref="Row{T}"/>), for one value, or for nothing but the effect.
/// The same text with values of the same types is always the same prepared statement.
/// </summary>
public static class Statement
{
    /// <summary>A statement for a batch, or for the commit of a handler.</summary>
    public static NpgsqlBatchCommand Of(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(value.ToParameter());
        return command;
    }

    /// <summary>All rows.</summary>
    /// <exception cref="InvalidOperationException">The rows are no <typeparamref name="T"/>: see <see cref="Row{T}.Of"/>.</exception>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlDataSource database, string sql, CancellationToken cancellation, params SqlValue[] values)
    {
        await using var command = database.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ListAsync<T>(cancellation);
    }

    /// <summary>All rows of the result that the reader is at.</summary>
    /// <exception cref="InvalidOperationException">The rows are no <typeparamref name="T"/>: see <see cref="Row{T}.Of"/>.</exception>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(this NpgsqlDataReader reader, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (row, rows) = (Row<T>.Of(reader), new List<T>());
        while (await reader.ReadAsync(cancellation)) rows.Add(row());
        return rows;
    }

    /// <summary>Row by row, for more than should lie in memory.</summary>
    /// <exception cref="InvalidOperationException">The rows are no <typeparamref name="T"/>: see <see cref="Row{T}.Of"/>.</exception>
    public static async IAsyncEnumerable<T> EachAsync<T>(
        this NpgsqlDataSource database, string sql, [EnumeratorCancellation] CancellationToken cancellation, params SqlValue[] values)
    {
        await using var command = database.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var row = Row<T>.Of(reader);
        while (await reader.ReadAsync(cancellation)) yield return row();
    }

    /// <summary>The only row; null if there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several, or it is no <typeparamref name="T"/>: see <see cref="Row{T}.Of"/>.</exception>
    public static async Task<T?> FindAsync<T>(this NpgsqlDataSource database, string sql, CancellationToken cancellation, params SqlValue[] values)
        where T : class =>
        (await database.ListAsync<T>(sql, cancellation, values)).SingleOrDefault();

    /// <summary>The first value of the first row. Without one: null, where <typeparamref name="T"/> has null (<c>Guid?</c>, <c>string</c>).</summary>
    /// <exception cref="InvalidOperationException">There is none, and <typeparamref name="T"/> has no null; or it is of another type.</exception>
    public static async Task<T?> ScalarAsync<T>(this NpgsqlDataSource database, string sql, CancellationToken cancellation, params SqlValue[] values)
    {
        await using var command = database.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (await reader.ReadAsync(cancellation) && !await reader.IsDBNullAsync(0, cancellation)) return Row<T>.Of(reader)();
        return default(T) is null ? default : throw new InvalidOperationException($"Expected one {typeof(T).Name} from '{sql}', but found none.");
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> ExecuteAsync(this NpgsqlDataSource database, string sql, CancellationToken cancellation, params SqlValue[] values)
    {
        await using var command = database.Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(this NpgsqlDataSource database, string sql, SqlValue[] values)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(values);
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(value.ToParameter());
        return command;
    }
}
