using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Marten.Internal.Operations;
using Npgsql;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Storage;

namespace Verwaltung.Events;

/// <summary>
/// SQL with typed parameters (<c>$1</c>) in Marten's batch; <c>QueueSqlCommand</c> knows only values, and neither typed nulls nor arrays of them.
/// </summary>
internal sealed partial class SqlOperation(NpgsqlBatchCommand command) : Marten.Internal.Operations.IStorageOperation, NoDataReturnedCall
{
    private static readonly ConcurrentDictionary<string, Part[]> Texts = [];

    public Type DocumentType => typeof(SqlOperation);

    public OperationRole Role() => OperationRole.Other;

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;

    public void ConfigureCommand(Weasel.Postgresql.ICommandBuilder builder, IStorageSession session)
    {
        foreach (var (text, parameter) in Texts.GetOrAdd(command.CommandText, Split))
        {
            builder.Append(text);
            if (parameter >= 0) Append(builder, command.Parameters[parameter]);
        }
    }

    private static void Append(Weasel.Postgresql.ICommandBuilder builder, NpgsqlParameter parameter)
    {
        var copy = builder.AppendParameter<object>(parameter.Value ?? DBNull.Value);
        copy.NpgsqlDbType = parameter.NpgsqlDbType;
    }

    private static Part[] Split(string sql)
    {
        var parts = new List<Part>();
        var at = 0;
        foreach (var mark in Placeholder().Matches(sql).Cast<Match>())
        {
            parts.Add(new(sql[at..mark.Index], int.Parse(mark.ValueSpan[1..], System.Globalization.CultureInfo.InvariantCulture) - 1));
            at = mark.Index + mark.Length;
        }

        return [.. parts, new(sql[at..], -1)];
    }

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex Placeholder();

    /// <param name="Text">Text before a parameter.</param>
    /// <param name="Parameter">Its index; -1 behind the last.</param>
    private readonly record struct Part(string Text, int Parameter);
}
