using Verwaltung.Postgres;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Postgres.Tests;

public sealed class DatabaseTests(EmptyDatabase database) : IClassFixture<EmptyDatabase>
{
    private static SqlScript Script(int number, string text) => new("room", number, "step", text);

    [Fact]
    public async Task Scripts_are_applied_once_and_in_order()
    {
        SqlScript[] scripts = [Script(1, "create table ordered (n int)"), Script(2, "insert into ordered values (1)")];

        await database.Database.MigrateAsync(scripts, TestContext.Current.CancellationToken);
        await database.Database.MigrateAsync(scripts, TestContext.Current.CancellationToken);

        Assert.Equal(["1"], await database.RowsAsync("select n from ordered"));
        Assert.Contains("room|1|step", await database.RowsAsync("select room, number, name from schema_scripts"));
    }

    [Fact]
    public async Task Hosts_that_start_together_apply_a_script_once()
    {
        SqlScript[] scripts = [new("together", 1, "step", "create table together (n int); insert into together values (1)")];

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => database.Database.MigrateAsync(scripts, TestContext.Current.CancellationToken)));

        Assert.Equal(["1"], await database.RowsAsync("select n from together"));
    }

    [Fact]
    public async Task A_script_that_was_changed_after_it_had_been_applied_is_refused()
    {
        await database.Database.MigrateAsync([new("changed", 1, "step", "select 1")], TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() =>
            database.Database.MigrateAsync([new("changed", 1, "step", "select 2")], TestContext.Current.CancellationToken));

        Assert.Equal("The script changed/001_step was changed after it had been applied to this database; put the change into a new script.", refusal.Message);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind()
    {
        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.Database.MigrateAsync(
            [new("broken", 1, "step", "create table half (n int); select * from missing")], TestContext.Current.CancellationToken));

        Assert.Equal("The script broken/001_step could not be applied: relation \"missing\" does not exist", refusal.Message);
        Assert.Equal(["∅"], await database.RowsAsync("select to_regclass('half')::text"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_one_sentence()
    {
        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() =>
            Database.OpenAsync(new DatabaseOptions { ConnectionString = "Host=127.0.0.1;Port=1;Username=a;Database=b;Timeout=3" }, cancel: TestContext.Current.CancellationToken));

        Assert.Equal("The database 'b' on 127.0.0.1:1 cannot be reached: Connection refused", refusal.Message);
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_told_in_one_sentence()
    {
        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() =>
            Database.OpenAsync(new DatabaseOptions { ConnectionString = "Hots=a" }, cancel: TestContext.Current.CancellationToken));

        Assert.StartsWith("The connection string cannot be read:", refusal.Message, StringComparison.Ordinal);
    }
}

public sealed class EmptyDatabase() : TestDatabase;
