using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Verwaltung.Messaging;

namespace Verwaltung.Bench;

/// <summary>Alarms that were set, and what their events say: they alone are the judge of what rang, and when.</summary>
internal sealed class Alarms
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Look = TimeSpan.FromMilliseconds(200);

    private const string Rung = $"""
        select count(*), coalesce(percentile_cont(0.5) within group (order by late), 0), coalesce(percentile_cont(0.99) within group (order by late), 0),
               coalesce(max(at), now())
        from (select timestamp as at, extract(epoch from timestamp - (data ->> 'due')::timestamptz) * 1000 as late
              from mt_events where type = '{AlarmRung.Name}' and data ->> 'batch' = $1) rung
        """;

    private readonly NpgsqlDataSource _source;
    private readonly Guid _batch;
    private readonly int _count;

    private Alarms(NpgsqlDataSource source, Guid batch, int count) => (_source, _batch, _count) = (source, batch, count);

    /// <summary>Sets them in one commit, for the hosts on the premises' database to ring.</summary>
    public static async Task<Alarms> SetAsync(Premises premises, IEnumerable<DateTimeOffset> due)
    {
        var command = new SetAlarms(Guid.CreateVersion7(), [.. due]);
        await premises.Bus.InvokeAsync(command);
        return command.Due.Min() > TimeProvider.System.GetUtcNow()
            ? new(premises.Source, command.Batch, command.Due.Length)
            : throw new InvalidOperationException("Expected the alarms to be set before the first of them is due: the machine is too busy to measure.");
    }

    /// <summary>Waits until all have rung, two minutes at most.</summary>
    public async Task<RungAlarms> UntilRungAsync()
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var rung = await ReadAsync();
            if (rung.Count >= _count || waiting.Elapsed > Patience) return rung;
            await Task.Delay(Look);
        }
    }

    private async Task<RungAlarms> ReadAsync()
    {
        await using var command = _source.CreateCommand(Rung);
        command.Parameters.Add(AppendEvents.Value(_batch.ToString()));
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new((int)reader.GetInt64(0), _count, reader.GetDouble(1), reader.GetDouble(2), reader.GetFieldValue<DateTimeOffset>(3));
    }
}

/// <summary>What rang of the alarms that were set.</summary>
/// <param name="Median">How late, in milliseconds.</param>
/// <param name="P99">The same of the ninety-ninth of a hundred.</param>
/// <param name="LastAt">When the last one rang.</param>
internal sealed record RungAlarms(int Count, int Expected, double Median, double P99, DateTimeOffset LastAt)
{
    /// <summary>Whether each rang, and none twice.</summary>
    public bool IsAll => Count == Expected;
}
