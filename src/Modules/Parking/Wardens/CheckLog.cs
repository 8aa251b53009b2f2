using Npgsql;
using NpgsqlTypes;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <param name="Asked"><c>plate</c> or <c>code</c> on the street, <c>search</c> at the office, or <c>log</c> for a look into this very record.</param>
/// <param name="Reason">Why somebody looked into the record; null for checks.</param>
internal sealed record CheckEntry(PersonId Person, string Asked, string Purpose, string? Reason, string? Zone, string? Verdict, Guid? Permit);

/// <summary>
/// Who asked the register on the street, when and why; written before the answer leaves. It holds no plate: of a car without a permit nothing is kept,
/// of a permit its id. Kept for half a year (<c>Parking:CheckLogDays</c>), then deleted.
/// </summary>
internal sealed class CheckLog(NpgsqlDataSource database, TimeProvider time, IdSource ids)
{
    public async Task WriteAsync(CheckEntry entry, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "insert into permit_checks (check_id, at, person, asked, purpose, reason, zone, verdict, permit_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            Of(ids.Next()), Of(time.GetUtcNow()), Of(entry.Person.Value), Of(entry.Asked), Of(entry.Purpose),
            Of(entry.Reason, NpgsqlDbType.Text), Of(entry.Zone, NpgsqlDbType.Varchar), Of(entry.Verdict, NpgsqlDbType.Varchar),
            Of(entry.Permit, NpgsqlDbType.Uuid),
        ]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A page of the record, newest first.</summary>
    public async Task<IReadOnlyList<CheckRecord>> PageAsync(Guid? cursor, bool backward, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select check_id, at, person, asked, purpose, reason, zone, verdict from permit_checks where "
            + (
                backward
                    ? "($1::uuid is null or check_id > $1) order by check_id limit $2"
                    : "($1::uuid is null or check_id < $1) order by check_id desc limit $2"));
        command.Parameters.AddRange((NpgsqlParameter[])[Of(cursor, NpgsqlDbType.Uuid), Of(limit)]);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var records = new List<CheckRecord>();
        while (await rows.ReadAsync(cancellation))
            records.Add(
                new(
                    rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), new(rows.GetGuid(2)), rows.GetString(3), rows.GetString(4), Text(rows, 5),
                    Text(rows, 6), Text(rows, 7)));
        return records;
    }

    public async Task<int> CountAsync(int upTo, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select count(*)::int from (select 1 from permit_checks limit $1) c");
        command.Parameters.Add(Of(upTo));
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task<int> DeleteOlderAsync(TimeSpan age, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("delete from permit_checks where at < $1");
        command.Parameters.Add(Of(time.GetUtcNow() - age));
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}

/// <summary>One question that was asked.</summary>
[ObjectType("PermitCheckRecord")]
[GraphQLDescription("A question to the register of permits: who asked, when and why. It holds no plate and no holder.")]
internal sealed record CheckRecord(
    [property: ID, GraphQLDescription("Names the entry.")] Guid Id,
    [property: GraphQLDescription("When.")] DateTimeOffset At,
    [property: GraphQLIgnore] PersonId Person,
    [property: GraphQLDescription("`plate` or `code` on the street, `search` at the office, or `log`: somebody read this record.")] string Asked,
    [property: GraphQLDescription("The purpose that was given.")] string Purpose,
    [property: GraphQLDescription("Why somebody read the record; null for checks.")] string? Reason,
    [property: GraphQLDescription("The zone that was asked for; null: any.")] string? Zone,
    [property: GraphQLDescription("What was answered.")] string? Verdict);
