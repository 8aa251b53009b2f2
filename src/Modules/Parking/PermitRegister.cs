using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Parking;

/// <summary>Reads the register of permits, and gives out its numbers.</summary>
internal sealed class PermitRegister(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = "permit_id, number, person, zone, plate, valid_from, valid_to, case_id, state, ends_on, renewed_by";

    /// <summary>The legal day it is now.</summary>
    public DateOnly Today => LegalTime.Day(time.GetUtcNow());

    /// <summary>The next number, for example <c>GU-2026-00417</c>: the zone's short code, the year of issue, a running number.</summary>
    public async Task<string> NextNumberAsync(string zoneCode, DateTimeOffset issued, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select nextval('permit_numbers')");
        var number = (long)(await command.ExecuteScalarAsync(cancellation))!;
        return string.Create(CultureInfo.InvariantCulture, $"{zoneCode}-{LegalTime.Day(issued).Year}-{number:00000}");
    }

    /// <summary>The zone's short code, which a number begins with.</summary>
    public static string ZoneCode(string number) => number[..number.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>The person's permit that is valid on some day of a term, the earliest first.</summary>
    public async Task<PermitView?> FindValidAsync(PersonId person, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        (await ReadAsync(
            "person = $1 and daterange(valid_from, valid_to, '[]') && daterange($2, $3, '[]') and state in ('valid', 'expired') order by valid_from limit 1",
            cancellation, Of(person.Value), Of(from), Of(to))).SingleOrDefault();

    /// <summary>By its number, or by one that it had before.</summary>
    public async Task<PermitView?> FindAsync(string number, CancellationToken cancellation) =>
        (await ReadAsync(
            "permit_id = (select permit_id from permits where number = $1 union all select permit_id from permit_void_sheets where number = $1 limit 1)",
            cancellation, Of(number))).SingleOrDefault();

    public async Task<PermitView?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await ReadAsync("permit_id = $1", cancellation, Of(id))).SingleOrDefault();

    /// <summary>The permits of a plate, the latest first. Where nobody has the plate as typed, one with umlauts in place of AE, OE, UE may be meant.</summary>
    public async Task<IReadOnlyList<PermitView>> OfPlateAsync(string plate, CancellationToken cancellation)
    {
        if (Plate.KeyOf(plate) is not { } key) return [];
        string[] keys = Plate.WithUmlauts(key) is { } other ? [key, other] : [key];
        var found = await ReadAsync("plate_key = any($1) order by valid_to desc limit 20", cancellation, Of(keys));
        var meant = found.Where(permit => !Plate.Contradicts(plate, permit.Plate)).ToList();
        return meant.Exists(permit => Plate.KeyOf(permit.Plate) == key) ? meant.FindAll(permit => Plate.KeyOf(permit.Plate) == key) : meant;
    }

    /// <summary>Whether somebody else has a permit for the plate that is valid on some day of a term.</summary>
    public async Task<bool> IsTakenAsync(string plate, PersonId person, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        (await OfPlateAsync(plate, cancellation)).Any(permit => permit.HolderId != person.Value && permit.ValidFrom <= to && permit.ValidUntil >= from);

    /// <summary>The permits whose holder's name has a word that begins with each of these, the latest first.</summary>
    public async Task<IReadOnlyList<PermitView>> OfHolderAsync(string name, CancellationToken cancellation) =>
        HolderKey.WordsOf(name) is { Count: > 0 } words
            ? await ReadAsync(
                "holder_key like all($1) order by valid_to desc, permit_id desc limit 20", cancellation, Of(words.Select(word => $"% {word}%").ToArray()))
            : [];

    public Task<IReadOnlyList<PermitView>> OfAsync(PersonId person, CancellationToken cancellation) =>
        ReadAsync("person = $1 order by valid_from desc limit 100", cancellation, Of(person.Value));

    /// <summary>The zones that permits are for; walks from name to name instead of over all rows.</summary>
    public async Task<IReadOnlyList<string>> ZonesAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            with recursive names as (
              (select zone from permits order by zone limit 1)
              union all
              select (select zone from permits where zone > names.zone order by zone limit 1) from names where names.zone is not null)
            select zone from names where zone is not null order by zone collate "de-x-icu"
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var zones = new List<string>();
        while (await rows.ReadAsync(cancellation)) zones.Add(rows.GetString(0));
        return zones;
    }

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
        await using var command = database.CreateCommand($"select {Columns} from permits where {condition}");
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var today = Today;
        var permits = new List<PermitView>();
        while (await rows.ReadAsync(cancellation)) permits.Add(View(rows, today));
        return permits;
    }

    private static PermitView View(NpgsqlDataReader row, DateOnly today)
    {
        var (from, to, endsOn) = (
            row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6), row.IsDBNull(9) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(9));
        return new(
            row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4), from, to, row.IsDBNull(7) ? null : row.GetGuid(7),
            PermitView.StatusOn(today, PermitStates.Read(row.GetString(8)), from, to, endsOn), endsOn, row.IsDBNull(10) ? null : row.GetGuid(10));
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
