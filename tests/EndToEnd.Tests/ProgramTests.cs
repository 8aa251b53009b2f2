using System.Diagnostics;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What an operator gets wrong is told in one sentence, with the documented exit code and no stack trace.</summary>
public sealed class ProgramTests
{
    private const string NoServer = "Host=127.0.0.1;Port=1;Username=x;Database=y";

    [Theory]
    [InlineData("--nope", "", 2, "Unrecognized command or argument '--nope'.")]
    [InlineData("--data ", "", 2, "--data needs a value.")]
    [InlineData("--urls foo", "", 2, "'foo' is no address to serve on: expected one like http://127.0.0.1:5080.")]
    [InlineData("--urls http://127.0.0.1:99999", "", 2, "'http://127.0.0.1:99999' is no address to serve on: expected one like http://127.0.0.1:5080.")]
    [InlineData("forget --person somebody", "", 2, "--person takes the person's id (a UUID).")]
    [InlineData("--data /dev/null/data", "", 1, "The data folder /dev/null/data cannot be made: Could not find a part of the path '/dev/null/data'.")]
    [InlineData("", $"ConnectionStrings__Verwaltung={NoServer}", 1, "The database 'y' on 127.0.0.1:1 cannot be reached: Connection refused")]
    [InlineData("token --person 1", $"ConnectionStrings__Verwaltung={NoServer}", 1, "The database 'y' on 127.0.0.1:1 cannot be reached: Connection refused")]
    [InlineData("schema", "OTEL_EXPORTER_OTLP_ENDPOINT=foo", 1, "Expected OTEL_EXPORTER_OTLP_ENDPOINT to be an absolute address, but it is 'foo'.")]
    [InlineData("schema", "SignIn__Session=long", 1, "Failed to convert configuration value 'long' at 'SignIn:Session' to type 'System.TimeSpan'.")]
    public async Task A_wrong_start_is_told_in_one_sentence(string arguments, string variable, int exitCode, string sentence)
    {
        var said = await RunAsync(arguments.Length == 0 ? [] : arguments.Split(' '), variable);

        Assert.Equal((exitCode, sentence), (said.ExitCode, said.Error.Trim()));
        Assert.DoesNotContain("   at ", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_and_another_master_key_are_told_in_one_sentence()
    {
        await using var host = await HostProgram.StartAsync();

        var second = await RunAsync(["--data", host.Data, "--urls", host.Address]);
        var stranger = await RunAsync(
            ["--urls", "http://127.0.0.1:0"],
            $"ConnectionStrings__Verwaltung=Host={host.Data}/socket;Port=5432;Username=verwaltung;Database=verwaltung", "Demonstration__People=true",
            $"Encryption__MasterKey={Convert.ToBase64String(new byte[32])}");

        Assert.Equal((3, $"Failed to bind to address {host.Address}: address already in use. Stop the other program, or choose another address with --urls."), (second.ExitCode, second.Error.Trim()));
        Assert.Equal((1, "The keys in this database are wrapped by another master key than the configured one. Put the right key back: Encryption__MasterKey, or master.key in the data folder."), (stranger.ExitCode, stranger.Error.Trim()));
        Assert.DoesNotContain("   at ", second.Output + stranger.Output, StringComparison.Ordinal);
    }

    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, params string[] variables)
    {
        var start = new ProcessStartInfo(HostProgram.Executable(), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in variables.Where(one => one.Length > 0))
            start.Environment[variable[..variable.IndexOf('=')]] = variable[(variable.IndexOf('=') + 1)..];
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }
}
