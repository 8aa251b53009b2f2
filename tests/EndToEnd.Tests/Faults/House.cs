using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>Some hosts on one data folder of their own, and a view of their database.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verwaltung-faults-").FullName;
    private readonly string? _workflows;
    private readonly Dictionary<string, Guid> _people = [];
    private Database? _database;

    private House(string? workflows) => _workflows = workflows;

    public List<HostProcess> Hosts { get; } = [];

    /// <summary>How long a client waits before it asks again, perhaps another host.</summary>
    public TimeSpan PatienceForAnAnswer { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Where clients note answers that something went wrong, and ask again; null while they may not happen.</summary>
    public ConcurrentQueue<(DateTimeOffset At, string Answer)>? Forgiven { get; set; }

    public string DataFolder => Path.Combine(_folder, "data");

    public string MailFolder => Path.Combine(DataFolder, "mail");

    /// <summary>The hosts' database. Asking for it first keeps the server up until the house is closed.</summary>
    public NpgsqlDataSource Database => _database?.Source ?? throw new InvalidOperationException("Expected the database to be opened.");

    /// <param name="hosts">How many; the first is ready when the others start.</param>
    /// <param name="workflows">The setting <c>Workflows</c>; null: the repository's.</param>
    /// <param name="looksInside">Whether the test reads the database, and so shares the embedded server.</param>
    public static async Task<House> OpenAsync(int hosts, string? workflows = null, bool looksInside = true)
    {
        var house = new House(workflows);
        try
        {
            for (var i = 0; i < hosts; i++) house.Hosts.Add(new HostProcess(house.DataFolder, workflows));
            foreach (var host in house.Hosts) await host.StartAsync();
            if (looksInside) house._database = await Postgres.Database.OpenAsync(new DatabaseOptions { DataFolder = house.DataFolder });
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>A command of the program on this data folder.</summary>
    public Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) =>
        HostProcess.RunAsync([.. arguments, "--data", DataFolder], _workflows);

    public async Task<IReadOnlyDictionary<string, Guid>> PeopleAsync()
    {
        if (_people.Count > 0) return _people;
        foreach (var person in await DemonstrationPeopleAsync())
            _people.Add((string)person!["name"]!, Guid.Parse((string)person["id"]!));
        return _people;
    }

    public async Task<IReadOnlyList<string>> CitizensAsync() =>
        [.. (await DemonstrationPeopleAsync()).Where(person => !(bool)person!["isStaff"]!).Select(person => (string)person!["name"]!)];

    /// <summary>The API as a person uses it. The token is laid into the database: the command that prints one is another test's matter and takes seconds.</summary>
    public async Task<Api> AsAsync(string name)
    {
        var token = $"vwt_{Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}";
        await using var command = Database.CreateCommand("insert into access_tokens (id, person, hash, created_at, expires_at) values ($1, $2, $3, now(), now() + interval '1 day')");
        foreach (var value in (object[])[Guid.CreateVersion7(), (await PeopleAsync())[name], SHA256.HashData(Encoding.UTF8.GetBytes(token))])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
        return new Api(this, token);
    }

    /// <summary>The rows of a query, each as PostgreSQL writes it as text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var command = Database.CreateCommand($"select q::text from ({sql}) q");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Database.CreateCommand($"select count(*) from ({sql}) q");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<JsonArray> DemonstrationPeopleAsync() =>
        (await new Api(this, token: null).SendAsync("{ demonstrationPeople { id name isStaff } }"))["demonstrationPeople"]!.AsArray();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts) await host.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!File.Exists(Path.Combine(DataFolder, "data", "postmaster.pid"))), "the embedded server to stop with its last host");
        Directory.Delete(_folder, recursive: true);
    }
}
