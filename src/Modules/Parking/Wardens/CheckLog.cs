using Npgsql;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

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
    private static readonly string Records = $"select {Row<CheckRecord>.Columns} from permit_checks";

    public Task WriteAsync(CheckEntry entry, CancellationToken cancellation) => database.ExecuteAsync(
        "insert into permit_checks (check_id, at, person, asked, purpose, reason, zone, verdict, permit_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        cancellation, ids.Next(), time.GetUtcNow(), entry.Person.Value, entry.Asked, entry.Purpose, entry.Reason, entry.Zone, entry.Verdict, entry.Permit);

    /// <summary>A page of the record, newest first.</summary>
    public Task<IReadOnlyList<CheckRecord>> PageAsync(Guid? cursor, bool backward, int limit, CancellationToken cancellation) =>
        database.ListAsync<CheckRecord>(
            backward
                ? $"{Records} where $1::uuid is null or check_id > $1 order by check_id limit $2"
                : $"{Records} where $1::uuid is null or check_id < $1 order by check_id desc limit $2",
            cancellation, cursor, limit);

    public Task<int> CountAsync(int upTo, CancellationToken cancellation) =>
        database.ScalarAsync<int>("select count(*)::int from (select 1 from permit_checks limit $1) c", cancellation, upTo);

    public Task<int> DeleteOlderAsync(TimeSpan age, CancellationToken cancellation) =>
        database.ExecuteAsync("delete from permit_checks where at < $1", cancellation, time.GetUtcNow() - age);

    public static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}

/// <summary>One question that was asked.</summary>
[ObjectType("PermitCheckRecord")]
[GraphQLDescription("A question to the register of permits: who asked, when and why. It holds no plate and no holder.")]
internal sealed record CheckRecord(
    [Column("check_id")][property: ID, GraphQLDescription("Names the entry.")] Guid Id,
    [property: GraphQLDescription("When.")] DateTimeOffset At,
    [property: GraphQLIgnore] PersonId Person,
    [property: GraphQLDescription("`plate` or `code` on the street, `search` at the office, or `log`: somebody read this record.")] string Asked,
    [property: GraphQLDescription("The purpose that was given.")] string Purpose,
    [property: GraphQLDescription("Why somebody read the record; null for checks.")] string? Reason,
    [property: GraphQLDescription("The zone that was asked for; null: any.")] string? Zone,
    [property: GraphQLDescription("What was answered.")] string? Verdict);
