using System.Globalization;
using Npgsql;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Postgres;

namespace Verwaltung.Parking;

/// <summary>Reads the register of permits, and gives out its numbers.</summary>
internal sealed class PermitRegister(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The legal day it is now.</summary>
    public DateOnly Today => LegalTime.Day(time.GetUtcNow());

    /// <summary>The next number, for example <c>GU-2026-00417</c>: the zone's short code, the year of issue, a running number.</summary>
    public async Task<string> NextNumberAsync(string zoneCode, DateTimeOffset issued, CancellationToken cancellation)
    {
        var number = await database.ScalarAsync<long>("select nextval('permit_numbers')", cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{zoneCode}-{LegalTime.Day(issued).Year}-{number:00000}");
    }

    /// <summary>The zone's short code, which a number begins with.</summary>
    public static string ZoneCode(string number) => number[..number.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>The person's permit that is valid on some day of a term, the earliest first.</summary>
    public async Task<PermitView?> FindValidAsync(PersonId person, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        (await ReadAsync(
            "person = $1 and daterange(valid_from, valid_to, '[]') && daterange($2, $3, '[]') and state in ('valid', 'expired') order by valid_from limit 1",
            cancellation, person.Value, from, to)).SingleOrDefault();

    /// <summary>By its number, or by one that it had before.</summary>
    public async Task<PermitView?> FindAsync(string number, CancellationToken cancellation) =>
        (await ReadAsync(
            "permit_id = (select permit_id from permits where number = $1 union all select permit_id from permit_void_sheets where number = $1 limit 1)",
            cancellation, number)).SingleOrDefault();

    public async Task<PermitView?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await ReadAsync("permit_id = $1", cancellation, id)).SingleOrDefault();

    /// <summary>The permits of a plate, the latest first. Where nobody has the plate as typed, one with umlauts in place of AE, OE, UE may be meant.</summary>
    public async Task<IReadOnlyList<PermitView>> OfPlateAsync(string plate, CancellationToken cancellation)
    {
        if (Plate.KeyOf(plate) is not { } key) return [];
        string[] keys = Plate.WithUmlauts(key) is { } other ? [key, other] : [key];
        var found = await ReadAsync("plate_key = any($1) order by valid_to desc limit 20", cancellation, keys);
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
                "holder_key like all($1) order by valid_to desc, permit_id desc limit 20", cancellation, words.Select(word => $"% {word}%").ToArray())
            : [];

    public Task<IReadOnlyList<PermitView>> OfAsync(PersonId person, CancellationToken cancellation) =>
        ReadAsync("person = $1 order by valid_from desc limit 100", cancellation, person.Value);

    /// <summary>The zones that permits are for; walks from name to name instead of over all rows.</summary>
    public Task<IReadOnlyList<string>> ZonesAsync(CancellationToken cancellation) => database.ListAsync<string>(
        """
        with recursive names as (
          (select zone from permits order by zone limit 1)
          union all
          select (select zone from permits where zone > names.zone order by zone limit 1) from names where names.zone is not null)
        select zone from names where zone is not null order by zone collate "de-x-icu"
        """, cancellation);

    /// <summary>A page of all permits, newest first: their ids are UUIDv7.</summary>
    public Task<IReadOnlyList<PermitView>> PageAsync(Guid? cursor, bool backward, int limit, CancellationToken cancellation) => ReadAsync(
        backward ? "($1::uuid is null or permit_id > $1) order by permit_id limit $2" : "($1::uuid is null or permit_id < $1) order by permit_id desc limit $2",
        cancellation, cursor, limit);

    public Task<int> CountAsync(int upTo, CancellationToken cancellation) =>
        database.ScalarAsync<int>("select count(*)::int from (select 1 from permits limit $1) p", cancellation, upTo);

    private async Task<IReadOnlyList<PermitView>> ReadAsync(string condition, CancellationToken cancellation, params SqlValue[] values)
    {
        var rows = await database.ListAsync<PermitRow>($"select {Row<PermitRow>.Columns} from permits where {condition}", cancellation, values);
        var today = Today;
        return [.. rows.Select(row => PermitView.Of(row, today))];
    }
}
