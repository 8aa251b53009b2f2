using System.ComponentModel;
using System.Diagnostics;

namespace Verwaltung.Postgres.Embedded;

/// <summary>Runs the programs of PostgreSQL. They refuse to run as root, so root lends them another identity.</summary>
internal sealed class ServerProcess(string native)
{
    // An unprivileged id that owns nothing ("nobody" on Linux).
    private const string Nobody = "65534";

    // Within a user namespace the programs see themselves as somebody else while the files stay root's: nothing is copied or
    // given away, and a folder that only root may enter will do.
    private static readonly string[] AsSomebody = ["unshare", "--user", $"--map-user={Nobody}", $"--map-group={Nobody}", "--"];

    // Where user namespaces are forbidden: really another id, with the right to pass folders that are closed to it.
    private static readonly string[] AsNobody =
        ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"];

    private static readonly Lazy<string[]> Identity = new(ChooseIdentity);

    // $1 folder, $2 programs, $3 data, $4 socket, then settings. Descriptor 8 is hosts.lock: the waiter gets it when the last
    // host is gone, and because the supervisor shares it, no new host passes until the server is down. Descriptor 9 is
    // server.lock, inherited by every process of the server. A server that had been ready and was killed is started again
    // while hosts live; at first its orphans may still be there, hence the tries. A signal sent before the server listens to
    // signals is lost, hence the repetition.
    private const string Supervisor = """
        folder=$1; bin=$2; data=$3; socket=$4; shift 4
        exec 8<"$folder/hosts.lock" 9>>"$folder/server.lock" >>"$folder/server.log" 2>&1 </dev/null
        flock -n 9 || exit 75
        tries=0
        while :; do
          "$bin/postgres" -D "$data" -k "$socket" "$@" 8<&- &
          pid=$!
          { flock -x 8; while kill -INT $pid 2>/dev/null; do sleep 0.3; done; } 9>&- &
          waiter=$!
          wait $pid; rc=$?
          kill $waiter 2>/dev/null
          [ $rc -gt 128 ] && grep -q '^ready' "$data/postmaster.pid" && tries=25
          [ $tries -gt 0 ] || exit $rc
          flock -n -x 8 && exit $rc
          tries=$((tries-1))
          sleep 0.2
        done
        """;

    /// <summary>Starts the server with a supervisor that outlives this process and stops the server when no host is left.</summary>
    public Process Supervise(string folder, string data, string socket, IEnumerable<string> settings) =>
        Start(
            [
                "setsid", .. Identity.Value, "sh", "-c", Supervisor, "verwaltung-postgres", folder, Path.Combine(native, "bin"), data, socket, .. settings
            ], capture: false);

    /// <summary>Runs a program of PostgreSQL to its end.</summary>
    public async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Start([.. Identity.Value, Path.Combine(native, "bin", program), .. arguments], capture: true);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new DatabaseUnavailableException($"{program} failed: {OneLine(error.Length > 0 ? error : await output)}");
    }

    private static string[] ChooseIdentity()
    {
        if (Environment.UserName != "root") return [];
        if (Works(AsSomebody)) return AsSomebody;
        return Works(AsNobody)
            ? AsNobody
            : throw new DatabaseUnavailableException(
                "PostgreSQL does not run as root, and neither 'unshare' nor 'setpriv' can give it another identity here; "
                + "start Verwaltung as an ordinary user.");
    }

    private static bool Works(string[] identity)
    {
        try
        {
            using var process = Start([.. identity, "true"], capture: true);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (DatabaseUnavailableException)
        {
            return false;
        }
    }

    private static Process Start(string[] command, bool capture)
    {
        var start = new ProcessStartInfo(command[0]) { WorkingDirectory = "/", RedirectStandardOutput = capture, RedirectStandardError = capture };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DatabaseUnavailableException(
                $"The program '{command[0]}' is needed to run the embedded PostgreSQL but cannot be started: {e.Message}", e);
        }
    }

    private static string OneLine(string text) => string.Join(" ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
