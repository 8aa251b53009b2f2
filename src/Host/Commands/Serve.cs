using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Verwaltung.Postgres;

namespace Verwaltung.Host.Commands;

/// <summary>Serves until stopped. What an operator can mend is one sentence: exit 3 for a taken address, 1 for anything else.</summary>
internal static class Serve
{
    private const int AddressTaken = 3;

    public static async Task<int> RunAsync(HostSettings settings, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            await using var database = await OnDemand.DatabaseAsync(settings, cancellation);
            await using var app = Application.Build(settings, database);
            await app.StartAsync(cancellation);
            Announce(app);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or StartRefusedException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException or SocketException)
        {
            await error.WriteLineAsync($"{fault.Message.TrimEnd('.')}. Stop the other program, or choose another address with --urls.");
            return AddressTaken;
        }
    }

    private static void Announce(WebApplication app)
    {
        foreach (var address in app.Urls)
            Console.WriteLine($"Verwaltung serves on {address} (portal), {address}/inbox (workplace), {address}/graphiql (GraphQL). Stop with Ctrl+C.");
    }
}
