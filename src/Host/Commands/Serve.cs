using Verwaltung.Postgres;

namespace Verwaltung.Host.Commands;

/// <summary>Serves until stopped.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(HostSettings settings, CancellationToken cancellation)
    {
        await using var database = await OnDemand.DatabaseAsync(settings, cancellation);
        await using var app = Application.Build(settings, database);
        await StartAsync(app, cancellation);
        Announce(app);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    // What had started before something failed is stopped, not torn down: its work would end as a fault of its own.
    private static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static void Announce(WebApplication app)
    {
        foreach (var address in app.Urls)
            Console.WriteLine($"Verwaltung serves on {address} (portal), {address}/inbox (workplace), {address}/graphiql (GraphQL). Stop with Ctrl+C.");
    }
}
