using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Registers;

/// <summary>Who a register was asked about, by whom, and why. Written in its own commit before the question leaves, so that none is missing.</summary>
internal sealed class RegisterLog(NpgsqlDataSource database, TimeProvider time, IdSource ids)
{
    public async Task<Guid> AskedAsync(RegisterInquiry inquiry, CancellationToken cancellation)
    {
        var id = ids.Next();
        await database.ExecuteAsync(
            "insert into register_log (id, register, person, asked_by, case_id, purpose, sent, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            cancellation, id, inquiry.Register, inquiry.Person.Value, inquiry.By?.Value, inquiry.Case, inquiry.Purpose, inquiry.Sent.ToArray(),
            time.GetUtcNow());
        return id;
    }

    public Task AnsweredAsync(Guid id, bool answered, CancellationToken cancellation) =>
        database.ExecuteAsync("update register_log set answered = $2 where id = $1", cancellation, id, answered);
}

internal sealed record RegisterInquiry(string Register, PersonId Person, PersonId? By, Guid? Case, string Purpose, IReadOnlyList<string> Sent);
