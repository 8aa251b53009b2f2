using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Registers;

/// <summary>Who a register was asked about, by whom, and why. Written in its own commit before the question leaves, so that none is missing.</summary>
internal sealed class RegisterLog(NpgsqlDataSource database, TimeProvider time, IdSource ids)
{
    public async Task<Guid> AskedAsync(RegisterInquiry inquiry, CancellationToken cancellation)
    {
        var id = ids.Next();
        await using var command = database.CreateCommand(
            "insert into register_log (id, register, person, asked_by, case_id, purpose, sent, at) values ($1, $2, $3, $4, $5, $6, $7, $8)");
        foreach (
            var value in (object?[])[
                id, inquiry.Register, inquiry.Person.Value, inquiry.By?.Value, inquiry.Case, inquiry.Purpose, inquiry.Sent.ToArray(), time.GetUtcNow()
            ])
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellation);
        return id;
    }

    public async Task AnsweredAsync(Guid id, bool answered, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update register_log set answered = $2 where id = $1");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = answered });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

internal sealed record RegisterInquiry(string Register, PersonId Person, PersonId? By, Guid? Case, string Purpose, IReadOnlyList<string> Sent);
