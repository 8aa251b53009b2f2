using NpgsqlTypes;

namespace Verwaltung.Events;

/// <summary>A column of a projected table.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsKey">Whether it belongs to the primary key.</param>
public sealed record RowColumn(string Name, NpgsqlDbType Type, bool IsKey = false);

/// <summary>Turns one stream into rows of one table: use <see cref="RowProjection{TAggregate}"/>.</summary>
public abstract class RowProjection
{
    private protected RowProjection() { }

    /// <summary>Name of the projection, as <c>verwaltung rebuild</c> takes it.</summary>
    public abstract string Name { get; }

    /// <summary>The table, made by a SQL script of the module; this projection is its only writer.</summary>
    public abstract string Table { get; }

    /// <summary>The columns in the order of the values of a row. The first is the stream's id; it always belongs to the key.</summary>
    public abstract IReadOnlyList<RowColumn> Columns { get; }

    internal abstract Type AggregateType { get; }

    internal abstract IEnumerable<object?[]> RowsOf(Guid streamId, object aggregate, long version, DateTimeOffset at);
}

/// <summary>
/// A single-stream projection: the rows of a stream are a function of its aggregate. Inline, they are written in the commit
/// of the events; async, by Marten's daemon soon after.
/// </summary>
/// <typeparam name="TAggregate">The aggregate of the streams that have rows.</typeparam>
public abstract class RowProjection<TAggregate> : RowProjection
    where TAggregate : class
{
    /// <summary>All rows that the stream has at this version; none takes it out of the table.</summary>
    /// <param name="streamId">The stream, which is also the first value of each row.</param>
    /// <param name="aggregate">What it is at <paramref name="version"/>.</param>
    /// <param name="version">The version of its last event.</param>
    /// <param name="at">When its last event was appended.</param>
    public abstract IEnumerable<object?[]> Rows(Guid streamId, TAggregate aggregate, long version, DateTimeOffset at);

    internal override Type AggregateType => typeof(TAggregate);

    internal override IEnumerable<object?[]> RowsOf(Guid streamId, object aggregate, long version, DateTimeOffset at) =>
        Rows(streamId, (TAggregate)aggregate, version, at);
}
