using Verwaltung.Testing;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>A database of a data centre: nobody changes it but who may, and no host works on another schema than its own.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private const string Refusal =
        "The database is not on this version's schema: print what is missing with 'verwaltung schema database', have it applied, and start again (or set Database__Migrate=true).";

    // Asks no database, so one program run is enough for all tests.
    private static readonly Lazy<Task<string>> ForEmpty = new(() => PrintAsync(["schema", "database", "--empty"]));

    private readonly TestDatabase _database = new();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        await _database.ExecuteAsync("drop table schema_scripts"); // as empty as a data centre hands it out
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_printed_SQL_makes_an_empty_database_fit()
    {
        Assert.Equal((1, Refusal), await WorkAsync());

        await _database.ExecuteAsync(await ForEmpty.Value);

        Assert.Equal("", await PrintMissingAsync());
        Assert.Equal((0, ""), await WorkAsync());
    }

    [Theory]
    [InlineData("alter table mt_events drop column headers")]
    [InlineData("drop table wolverine.wolverine_dead_letters")]
    [InlineData("delete from schema_scripts where room = 'cases'")]
    public async Task What_is_missing_keeps_every_host_away_and_is_printed(string damage)
    {
        await _database.ExecuteAsync(await ForEmpty.Value);
        await _database.ExecuteAsync(damage);

        Assert.Equal((1, Refusal), await WorkAsync());
        Assert.NotEqual("", await PrintMissingAsync());
    }

    [Fact]
    public async Task An_upgrade_s_difference_brings_a_database_up_to_this_version()
    {
        await _database.ExecuteAsync(await ForEmpty.Value);
        await _database.ExecuteAsync("alter table mt_events drop column headers; drop table wolverine.wolverine_dead_letters");

        await _database.ExecuteAsync(await PrintMissingAsync());

        Assert.Equal((0, ""), await WorkAsync());
    }

    [Fact]
    public async Task A_host_that_may_makes_the_tables_by_itself()
    {
        Assert.Equal((0, ""), await WorkAsync("Database__Migrate=true"));
        Assert.Equal((0, ""), await WorkAsync());
    }

    [Fact]
    public async Task A_database_of_the_earlier_store_is_refused_and_left_as_it_is()
    {
        await _database.ExecuteAsync("""
            create table schema_scripts (room varchar not null, number int not null, name varchar not null, checksum varchar not null, primary key (room, number));
            insert into schema_scripts values ('events', 1, 'streams', 'x')
            """);

        var (exitCode, error) = await WorkAsync("Database__Migrate=true");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("This database was made by an earlier version whose events this one cannot take over. To begin anew,", error, StringComparison.Ordinal);
        Assert.Equal(["1"], await _database.RowsAsync("select count(*) from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')"));
    }

    private Task<string> PrintMissingAsync() => PrintAsync(["schema", "database"], Connection);

    private static async Task<string> PrintAsync(string[] arguments, params string[] settings)
    {
        var said = await ProgramTests.RunAsync(arguments, settings);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        return said.Output;
    }

    // Any command that works on the store; this one ends by itself.
    private async Task<(int ExitCode, string Error)> WorkAsync(params string[] settings)
    {
        var said = await ProgramTests.RunAsync(["forget", "--person", Guid.CreateVersion7().ToString()], [Connection, Key, .. settings]);
        return (said.ExitCode, said.Error.Trim());
    }

    private string Connection => $"ConnectionStrings__Verwaltung={_database.ConnectionString}";

    private static string Key => $"Encryption__MasterKey={Convert.ToBase64String(new byte[32])}";
}
