using System.Diagnostics;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>A program run as the user <c>nobody</c>, who owns nothing.</summary>
internal static class ProgramRun
{
    private const string Nobody = "65534";

    public static async Task<(int Exit, string Output)> AsNobodyAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/setpriv", ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["HOME"] = "/nonexistent";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        return (process.ExitCode, $"{await output}{await error}".Trim());
    }
}
