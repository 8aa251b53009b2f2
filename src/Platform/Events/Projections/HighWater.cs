using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>
/// The proven mark: up to this sequence number every event is visible or will never be. First the last number given out is
/// read; then, in a later statement, who holds the lock of an inserter on <c>mt_events</c>. Numbers are taken inside the INSERT,
/// so whoever took one up to then is among them, and when all of those have ended the mark may pass. It trusts
/// neither gaps nor time nor transaction ids. It needs: nextval only inside the INSERT, a sequence without cache, short transactions.
/// </summary>
internal sealed class HighWater(Database database) : IDisposable
{
    private const int MostFences = 1000;

    private const string Inserters = """
        select virtualtransaction from pg_locks
        where locktype = 'relation' and relation = 'mt_events'::regclass and mode = 'RowExclusiveLock' and granted
        and database = (select oid from pg_database where datname = current_database())
        """;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Queue<(long Number, HashSet<string> Inserters)> _fences = [];
    private long _mark;

    /// <summary>Looks at the database once and moves the mark as far as can be proven.</summary>
    public async Task<long> ReadAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var (number, inserters) = await LookAsync(cancel);
            foreach (var fence in _fences) fence.Inserters.IntersectWith(inserters);
            if (number > _mark && _fences.Count < MostFences && (_fences.Count == 0 || _fences.Last().Number != number)) _fences.Enqueue((number, inserters));
            while (_fences.TryPeek(out var passed) && passed.Inserters.Count == 0) _mark = _fences.Dequeue().Number;
            return _mark;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<(long Number, HashSet<string> Inserters)> LookAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new("select case when is_called then last_value else 0 end from mt_events_sequence"), new(Inserters) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var number = reader.GetInt64(0);
        await reader.NextResultAsync(cancel);
        var inserters = new HashSet<string>();
        while (await reader.ReadAsync(cancel)) inserters.Add(reader.GetString(0));
        return (number, inserters);
    }
}
