using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>The SQL of a <see cref="RowProjection"/>.</summary>
internal sealed class RowWriter
{
    private readonly RowProjection _projection;
    private readonly string _upsert;
    private readonly string _delete;
    private readonly string _deleteStream;
    private readonly int[] _keys;

    public RowWriter(RowProjection projection)
    {
        _projection = projection;
        var columns = projection.Columns;
        _keys = [.. Enumerable.Range(0, columns.Count).Where(i => i == 0 || columns[i].IsKey)];
        var names = string.Join(", ", columns.Select(column => column.Name));
        var values = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
        var rest = columns.Where((_, i) => !_keys.Contains(i)).Select(column => $"{column.Name} = excluded.{column.Name}").ToList();
        var keys = string.Join(", ", _keys.Select(i => columns[i].Name));
        var change = rest.Count == 0 ? "nothing" : "update set " + string.Join(", ", rest);
        _upsert = $"insert into {projection.Table} ({names}) values ({values}) on conflict ({keys}) do {change}";
        _delete = $"delete from {projection.Table} where {string.Join(" and ", _keys.Select((i, at) => $"{columns[i].Name} = ${at + 1}"))}";
        _deleteStream = $"delete from {projection.Table} where {columns[0].Name} = $1";
    }

    public RowProjection Projection => _projection;

    public IReadOnlyList<object?[]> RowsOf(Guid stream, AggregateAt state) =>
        state.Aggregate is null ? [] : [.. _projection.RowsOf(stream, state.Aggregate, state.Version, state.At).Select(row => Checked(stream, row))];

    /// <summary>What turns the rows before into the rows after. Only the commit of the stream's next version may run it.</summary>
    public IEnumerable<NpgsqlBatchCommand> Changes(Guid stream, AggregateAt before, AggregateAt after)
    {
        var old = RowsOf(stream, before).ToDictionary(KeyOf, RowKey.Comparer);
        foreach (var row in RowsOf(stream, after))
            if (!old.Remove(KeyOf(row), out var was) || !was.SequenceEqual(row)) yield return Upsert(row);
        foreach (var gone in old.Keys)
            yield return Statement.Of(_delete, [.. _keys.Select((column, at) => new SqlValue(gone[at], _projection.Columns[column].Type))]);
    }

    /// <summary>Writes the rows of a stream anew, whatever the table holds.</summary>
    public IEnumerable<NpgsqlBatchCommand> Replace(Guid stream, AggregateAt state) =>
        RowsOf(stream, state).Select(Upsert).Prepend(Statement.Of(_deleteStream, stream));

    private NpgsqlBatchCommand Upsert(object?[] row) =>
        Statement.Of(_upsert, [.. row.Select((value, i) => new SqlValue(value, _projection.Columns[i].Type))]);

    private object?[] KeyOf(object?[] row) => [.. _keys.Select(i => row[i])];

    private object?[] Checked(Guid stream, object?[] row) =>
        row[0] is Guid id && id == stream
            ? row
            : throw new InvalidOperationException($"Expected a row of '{_projection.Name}' to begin with the stream's id.");

    private sealed class RowKey : IEqualityComparer<object?[]>
    {
        public static readonly RowKey Comparer = new();
        public bool Equals(object?[]? x, object?[]? y) => x!.SequenceEqual(y!);
        public int GetHashCode(object?[] key) => key.Aggregate(0, HashCode.Combine);
    }
}
