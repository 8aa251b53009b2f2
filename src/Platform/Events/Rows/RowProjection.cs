using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>Turns one stream into rows of one table: use <see cref="RowProjection{TAggregate, TRow}"/>.</summary>
public abstract class RowProjection
{
    private protected RowProjection() { }

    /// <summary>Name of the projection, as <c>verwaltung rebuild</c> takes it.</summary>
    public abstract string Name { get; }

    /// <summary>The table, made by a SQL script of the module; this projection is its only writer.</summary>
    public abstract string Table { get; }

    /// <summary>The columns in the order of the values of a row. The first is the stream's id; it always belongs to the key.</summary>
    internal abstract IReadOnlyList<RowColumn> Columns { get; }

    internal abstract Type AggregateType { get; }

    internal abstract IEnumerable<object?[]> RowsOf(Guid streamId, object aggregate, long version, DateTimeOffset at);
}

/// <summary>
/// A single-stream projection: the rows of a stream are a function of its aggregate. Inline, they are written in the commit
/// of the events; async, by Marten's daemon soon after.
/// </summary>
/// <typeparam name="TAggregate">The aggregate of the streams that have rows.</typeparam>
/// <typeparam name="TRow">
/// A row of the table (<see cref="Row{T}"/>), by which it is written and may be read. The first column is the stream's id; it belongs to the key, and so do
/// those that say so (<see cref="ColumnAttribute.IsKey"/>).
/// </typeparam>
public abstract class RowProjection<TAggregate, TRow> : RowProjection
    where TAggregate : class
{
    /// <summary>All rows that the stream has at this version; none takes it out of the table.</summary>
    /// <param name="streamId">The stream, which is also the first value of each row.</param>
    /// <param name="aggregate">What it is at <paramref name="version"/>.</param>
    /// <param name="version">The version of its last event.</param>
    /// <param name="at">When its last event was appended.</param>
    public abstract IEnumerable<TRow> Rows(Guid streamId, TAggregate aggregate, long version, DateTimeOffset at);

    internal override IReadOnlyList<RowColumn> Columns => Row<TRow>.Table;

    internal override Type AggregateType => typeof(TAggregate);

    internal override IEnumerable<object?[]> RowsOf(Guid streamId, object aggregate, long version, DateTimeOffset at) =>
        Rows(streamId, (TAggregate)aggregate, version, at).Select(Row<TRow>.Values);
}
