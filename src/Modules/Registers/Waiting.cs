using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Postgres;
using Verwaltung.Registers.Contracts;

namespace Verwaltung.Registers;

/// <summary>The jobs that wait for a register.</summary>
internal sealed class Waiting(NpgsqlDataSource database)
{
    public async Task<RegisterWaiting> CountAsync(string register, CancellationToken cancellation) =>
        (await database.ListAsync<RegisterWaiting>(
            "select $1 as register, count(*)::int as count, min(since) as since from register_waiting where register = $1", cancellation, register)).Single();

    public static NpgsqlBatchCommand Note(CheckResidence check, string register, DateTimeOffset now, DateTimeOffset next) => Statement.Of("""
        insert into register_waiting (job_id, case_id, register, since, attempts, next_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (job_id) do update set attempts = excluded.attempts, next_at = excluded.next_at
        """, check.Job, check.Case.Value, register, now, check.Attempt, next);

    public static NpgsqlBatchCommand End(Guid job) => Statement.Of("delete from register_waiting where job_id = $1", job);
}

internal static class GetRegisterWaitingHandler
{
    public static Task<RegisterWaiting> HandleAsync(GetRegisterWaiting query, Waiting waiting, CancellationToken cancellation) =>
        waiting.CountAsync(query.Register, cancellation);
}

[QueryType]
internal static class RegisterQueries
{
    [Authorize(Policy = "staff")]
    [GraphQLDescription("How many cases wait for a register that does not answer, and since when.")]
    public static Task<RegisterWaiting> RegisterWaitingAsync(
        Waiting waiting, string register = ResidentRegister.Name, CancellationToken cancellation = default) =>
        waiting.CountAsync(register, cancellation);
}
