using System.Text;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// Runs one async projection while this host owns it. The owner holds a session lock on the very connection that writes, so
/// that who loses the lock loses the pen with it. Rows and progress are one transaction.
/// </summary>
internal sealed class ProjectionRunner(EventStore store, AsyncProjection projection)
{
    private const long MostNumbers = 500;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs until the connection is lost, something fails, or the host stops.</summary>
    public async Task RunAsync(Action<long> progressed, CancellationToken stop)
    {
        await using var connection = await store.Database.OpenOwnConnectionAsync(stop);
        while (!await TryOwnAsync(connection, stop)) await Task.Delay(Look, stop);
        while (true)
        {
            var next = store.Signal.Next;
            var mark = await store.Mark.ReadAsync(stop);
            while (await StepAsync(connection, mark, progressed, stop)) { }
            await Task.Delay(Breath, stop);
            await CommitSignal.WaitAsync(next, Look, stop);
        }
    }

    // One transaction: false when the mark is reached.
    private async Task<bool> StepAsync(NpgsqlConnection connection, long mark, Action<long> progressed, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var at = await Progress.LockAsync(connection, projection.Name, cancel);
        if (at >= mark) return false;
        var to = Math.Min(mark, at + MostNumbers);
        await using var batch = new NpgsqlBatch(connection, transaction);
        await projection.WriteAsync(at, to, batch, cancel);
        batch.BatchCommands.Add(Progress.Move(projection.Name, to, store.Time.GetUtcNow()));
        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        progressed(to);
        return to < mark;
    }

    private async Task<bool> TryOwnAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1, hashtext($2))", connection)
        {
            Parameters = { new() { Value = LockSpace }, new() { Value = Progress.NameOf(projection.Name) } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    // Keeps these locks apart from those of others in the database.
    private static readonly int LockSpace = BitConverter.ToInt32(Encoding.ASCII.GetBytes("proj"));
}
