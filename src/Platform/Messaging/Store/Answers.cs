using System.Text.Json;
using Marten;
using Npgsql;

namespace Verwaltung.Messaging.Store;

/// <summary>Where the answer to one request is kept: the caller's key, for one message type and one person.</summary>
internal sealed record AnswerSlot(string Key, string Type, string By);

/// <summary>An answer given before; the value is null where the handler had none to give.</summary>
internal sealed record FirstAnswer(object? Value);

/// <summary>First answers under idempotency keys, written in the commit of what they answer.</summary>
internal sealed class Answers(NpgsqlDataSource database, MessageJson json, TimeProvider clock)
{
    private const string Table = "message_answers";

    /// <summary>Whether the commit failed because an equal request was first: run again, the key is found then.</summary>
    public static bool IsTaken(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException) is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: Table };

    public async Task<FirstAnswer?> FindAsync(AnswerSlot slot, Type? answerType, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select answer_type, answer from {Table} where key = $1 and type = $2 and by = $3");
        foreach (var part in new[] { slot.Key, slot.Type, slot.By }) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = part });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return new(answerType is null || row.IsDBNull(0) ? null : Read(row.GetString(0), row.GetString(1), answerType));
    }

    public void Enlist(IDocumentSession session, AnswerSlot slot, object? answer) => session.QueueSqlCommand(
        $"insert into {Table} (key, type, by, answer_type, answer, answered_at) values (?, ?, ?, nullif(?, ''), nullif(?, '')::jsonb, ?)",
        slot.Key, slot.Type, slot.By,
        answer is null ? "" : $"{answer.GetType().FullName}, {answer.GetType().Assembly.GetName().Name}",
        answer is null ? "" : JsonSerializer.Serialize(answer, answer.GetType(), json.Options),
        clock.GetUtcNow());

    private object? Read(string typeName, string text, Type answerType)
    {
        var type = Type.GetType(typeName) is { } stored && stored.IsAssignableTo(answerType) ? stored : answerType;
        return JsonSerializer.Deserialize(text, type, json.Options);
    }
}
