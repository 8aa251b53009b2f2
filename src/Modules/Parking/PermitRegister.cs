using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Parking;

/// <summary>Reads the register of permits, and gives out its numbers.</summary>
internal sealed class PermitRegister(NpgsqlDataSource database)
{
    /// <summary>The next number, for example <c>GU-2026-00417</c>: the zone's short code, the year of issue, a running number.</summary>
    public async Task<string> NextNumberAsync(string zoneCode, DateTimeOffset issued, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select nextval('permit_numbers')");
        var number = (long)(await command.ExecuteScalarAsync(cancellation))!;
        return string.Create(CultureInfo.InvariantCulture, $"{zoneCode}-{LegalTime.Day(issued).Year}-{number:00000}");
    }

    /// <summary>The person's permit that is valid on some day of a term, the earliest first.</summary>
    public async Task<PermitView?> FindValidAsync(PersonId person, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        (await ReadAsync(
            "person = $1 and daterange(valid_from, valid_to, '[]') && daterange($2, $3, '[]') order by valid_from limit 1",
            cancellation, Of(person.Value), Of(from), Of(to))).SingleOrDefault();

    public async Task<PermitView?> FindAsync(string number, CancellationToken cancellation) =>
        (await ReadAsync("number = $1", cancellation, Of(number))).SingleOrDefault();

    public Task<IReadOnlyList<PermitView>> OfAsync(PersonId person, CancellationToken cancellation) =>
        ReadAsync("person = $1 order by valid_from desc limit 100", cancellation, Of(person.Value));

    /// <summary>A page of all permits, newest first: their ids are UUIDv7.</summary>
    public Task<IReadOnlyList<PermitView>> PageAsync(Guid? cursor, bool backward, int limit, CancellationToken cancellation) => ReadAsync(
        backward ? "($1::uuid is null or permit_id > $1) order by permit_id limit $2" : "($1::uuid is null or permit_id < $1) order by permit_id desc limit $2",
        cancellation, new NpgsqlParameter { Value = (object?)cursor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, Of(limit));

    public async Task<int> CountAsync(int upTo, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select count(*)::int from (select 1 from permits limit $1) p");
        command.Parameters.Add(Of(upTo));
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<IReadOnlyList<PermitView>> ReadAsync(string condition, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand($"select permit_id, number, person, zone, plate, valid_from, valid_to, case_id from permits where {condition}");
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var permits = new List<PermitView>();
        while (await rows.ReadAsync(cancellation)) permits.Add(View(rows));
        return permits;
    }

    private static PermitView View(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4),
        row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6), row.IsDBNull(7) ? null : row.GetGuid(7));

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
