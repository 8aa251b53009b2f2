using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Verwaltung.Postgres.Embedded;
using Xunit;

namespace Verwaltung.Postgres.Tests;

/// <summary>The embedded server of a folder of its own: killed hosts and servers, several hosts, damage.</summary>
public sealed class EmbeddedServerTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("verwaltung-test-").FullName;

    private Task<Database> OpenAsync() => Database.OpenAsync(new DatabaseOptions { DataFolder = _folder });

    public async ValueTask DisposeAsync()
    {
        await GoneAsync();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task A_second_start_finds_the_data()
    {
        await using (var first = await OpenAsync()) await RunAsync(first, "create table kept (n int); insert into kept values (7)");
        await GoneAsync();

        await using var second = await OpenAsync();
        Assert.Equal(7, await ScalarAsync(second, "select n from kept"));
    }

    [Fact]
    public async Task Hosts_that_start_together_share_one_server_that_stops_with_the_last()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));
        var servers = await Task.WhenAll(hosts.Select(host => ScalarAsync(host, "select extract(epoch from pg_postmaster_start_time())::text")));
        Assert.Single(servers.Distinct());

        foreach (var host in hosts[1..]) await host.DisposeAsync();
        Assert.Equal(1, await ScalarAsync(hosts[0], "select 1"));
        await hosts[0].DisposeAsync();
        await GoneAsync();
    }

    [Fact]
    public async Task A_host_killed_at_once_leaves_nothing_that_stops_the_next_start()
    {
        var host = await OpenAsync();
        await RunAsync(host, "create table kept (n int); insert into kept values (7)");
        // Another process holds its share as a host does; it is killed without a chance to tidy up.
        using var other = Process.Start(new ProcessStartInfo("flock") { ArgumentList = { "-s", "-F", Path.Combine(_folder, "hosts.lock"), "sleep", "600" } })!;
        await UntilAsync(() => SharesAsync(2));
        await host.DisposeAsync();
        Assert.True(IsUp(), "Expected the server to stay for the other host.");

        other.Kill();
        await other.WaitForExitAsync();
        await using var next = await OpenAsync();

        Assert.Equal(7, await ScalarAsync(next, "select n from kept"));
    }

    [Fact]
    public async Task A_killed_server_is_started_again_for_the_hosts_that_live()
    {
        await using var host = await OpenAsync();
        await RunAsync(host, "create table kept (n int); insert into kept values (7)");
        var server = int.Parse(File.ReadLines(Path.Combine(_folder, "data/postmaster.pid")).First(), CultureInfo.InvariantCulture);

        var began = (DateTime)(await ScalarAsync(host, "select pg_postmaster_start_time()"))!;

        Process.GetProcessById(server).Kill();

        object? found = null;
        await UntilAsync(async () =>
        {
            try
            {
                found = await ScalarAsync(host, "select n from kept");
                return await ScalarAsync(host, "select pg_postmaster_start_time()") is DateTime started && started > began;
            }
            catch (NpgsqlException)
            {
                return false; // not yet up
            }
        });
        Assert.Equal(7, found);
    }

    [Fact]
    public async Task A_killed_initdb_leaves_nothing_that_stops_the_next_start()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data.new/base"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data.new/PG_VERSION"), "18");

        await using var host = await OpenAsync();
        Assert.Equal(1, await ScalarAsync(host, "select 1"));
    }

    [Theory]
    [InlineData("echo nonsense > data/global/pg_control", "pg_control")]
    [InlineData("rm data/global/pg_control", "pg_control")]
    [InlineData(": > data/PG_VERSION", "is not a valid data directory")]
    [InlineData("rm -r data/base", "base")]
    [InlineData("rm -r data; echo x > data", "'data' in it is a file")]
    public async Task A_damaged_data_folder_is_told_in_one_sentence_at_once(string damage, string expected)
    {
        await using (await OpenAsync()) { }
        await GoneAsync();
        using (var shell = Process.Start(new ProcessStartInfo("sh", ["-c", damage]) { WorkingDirectory = _folder })!) await shell.WaitForExitAsync();
        var started = Stopwatch.StartNew();

        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(OpenAsync);

        Assert.Matches($"^The embedded PostgreSQL in {_folder} cannot start, its data folder is damaged or of another version \\(.*{expected}.*\\); put a backup in its place or choose another folder with --data.$", refusal.Message);
        Assert.True(started.Elapsed < Patience, $"Expected it to be told at once, but it took {started.Elapsed}.");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_told_in_one_sentence()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "hosts.lock"));

        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(OpenAsync);

        Assert.StartsWith($"The data folder {_folder} cannot be used: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_not_touched()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data/letter.txt"), "Dear");

        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(OpenAsync);

        Assert.Contains("it holds no PG_VERSION", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "data/letter.txt")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told_in_one_sentence()
    {
        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => Database.OpenAsync(new DatabaseOptions { DataFolder = "/dev/null/data" }));
        Assert.StartsWith("The data folder /dev/null/data cannot be made:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_a_long_path_gets_its_socket_elsewhere()
    {
        var deep = Path.Combine(_folder, new string('d', 120));
        await using (var host = await Database.OpenAsync(new DatabaseOptions { DataFolder = deep }))
            Assert.Equal(1, await ScalarAsync(host, "select 1"));
        await UntilAsync(() => Task.FromResult(LockFile.TryExclusive(Path.Combine(deep, "server.lock")) is { } free && Let(free)));
    }

    // Its lock is inherited by every process of the server.
    private bool IsUp()
    {
        if (!File.Exists(Path.Combine(_folder, "server.lock"))) return false;
        using var free = LockFile.TryExclusive(Path.Combine(_folder, "server.lock"));
        return free is null;
    }

    private static bool Let(FileStream free)
    {
        free.Dispose();
        return true;
    }

    private Task GoneAsync() => UntilAsync(() => Task.FromResult(!IsUp()));

    private async Task<bool> SharesAsync(int wanted)
    {
        var inode = await OutputAsync("stat", "-c", "%i", Path.Combine(_folder, "hosts.lock"));
        var locks = await File.ReadAllLinesAsync("/proc/locks");
        return locks.Count(line => line.Contains("FLOCK", StringComparison.Ordinal) && line.Contains("READ", StringComparison.Ordinal) && line.Contains($":{inode.Trim()} ", StringComparison.Ordinal)) >= wanted;
    }

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var waiting = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waiting.Elapsed < Patience, "Expected it to happen within half a minute.");
            await Task.Delay(20);
        }
    }

    private static async Task RunAsync(Database database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(Database database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
