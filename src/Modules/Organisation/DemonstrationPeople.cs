using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Organisation;

/// <summary>
/// Puts the invented organisation and people into the tables, once: whoever is already there, or was forgotten, is left alone.
/// Setting <c>Demonstration:People</c>; on while developing, off otherwise.
/// </summary>
internal sealed class DemonstrationPeople(
    NpgsqlDataSource database, Accounts accounts, IConfiguration configuration, IHostEnvironment environment) : IHostedService
{
    private static readonly Lazy<DemonstrationData> Data = new(Read);

    /// <summary>The invented people in the order in which they are offered: citizens, then staff.</summary>
    public static IReadOnlyList<PersonId> Ids =>
        [.. Data.Value.Citizens.Select(person => new PersonId(person.Id)), .. Data.Value.Staff.Select(person => new PersonId(person.Id))];

    public bool Enabled => configuration.GetValue("Demonstration:People", environment.IsDevelopment());

    public Task StartAsync(CancellationToken cancellationToken) => EnsureAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        if (!Enabled) return;
        var data = Data.Value;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var known = await KnownAsync(connection, cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var department in data.Departments)
            Add(batch, "insert into departments values ($1, $2, $3) on conflict do nothing", department.Key, department.Name, department.NameEn);
        foreach (var team in data.Teams)
            Add(batch, "insert into teams values ($1, $2, $3, $4) on conflict do nothing", team.Key, team.Department, team.Name, team.NameEn);
        foreach (var person in data.Staff.Where(person => !known.Contains(person.Id)))
            AddStaff(batch, person);
        foreach (var person in data.Citizens.Where(person => !known.Contains(person.Id)))
            Add(batch, "insert into people (id, kind, sealed) values ($1, 'citizen', $2) on conflict do nothing",
                person.Id, await accounts.SealAsync(new PersonId(person.Id), person.Details, cancellation));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static DemonstrationData Read()
    {
        using var file = typeof(DemonstrationPeople).Assembly.GetManifestResourceStream("Verwaltung.Organisation.Data.demonstration.json")!;
        return JsonSerializer.Deserialize<DemonstrationData>(file, JsonSerializerOptions.Web)!;
    }

    private static async Task<HashSet<Guid>> KnownAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select coalesce(array_agg(id), '{}') from people", connection);
        return [.. (Guid[])(await command.ExecuteScalarAsync(cancellation))!];
    }

    private static void AddStaff(NpgsqlBatch batch, DemonstrationStaff person)
    {
        Add(batch, "insert into people (id, kind, name) values ($1, 'staff', $2) on conflict do nothing", person.Id, person.Name);
        foreach (var team in person.Teams)
            Add(batch, "insert into team_members values ($1, $2) on conflict do nothing", team, person.Id);
        foreach (var role in person.Roles)
            Add(batch, "insert into person_roles values ($1, $2) on conflict do nothing", person.Id, role);
    }

    private static void Add(NpgsqlBatch batch, string sql, params SqlValue[] values) => batch.BatchCommands.Add(Statement.Of(sql, values));
}

internal sealed record DemonstrationData(
    IReadOnlyList<DemonstrationDepartment> Departments, IReadOnlyList<DemonstrationTeam> Teams,
    IReadOnlyList<DemonstrationStaff> Staff, IReadOnlyList<DemonstrationCitizen> Citizens);

internal sealed record DemonstrationDepartment(string Key, string Name, string NameEn);

internal sealed record DemonstrationTeam(string Key, string Department, string Name, string NameEn);

internal sealed record DemonstrationStaff(Guid Id, string Name, IReadOnlyList<string> Teams, IReadOnlyList<string> Roles);

internal sealed record DemonstrationCitizen(
    Guid Id, string GivenName, string FamilyName, DateOnly BirthDate, string? Email, string Language, string TrustLevel, string Evidence)
{
    public CitizenDetails Details => new(GivenName, FamilyName, BirthDate, Email, Language, TrustLevel, Evidence);
}
