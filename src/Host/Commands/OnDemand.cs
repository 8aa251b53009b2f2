using Microsoft.Extensions.Configuration;
using Verwaltung.Cases.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Host.Commands;

/// <summary>The host's services for commands that need a database, without serving.</summary>
internal static class OnDemand
{
    public static async Task<Database> DatabaseAsync(HostSettings settings, CancellationToken cancellation)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        return await Database.OpenAsync(
            new DatabaseOptions { ConnectionString = configuration.GetConnectionString("Verwaltung"), DataFolder = settings.DataFolder },
            new Progress(), cancellation);
    }

    public static async Task<IServiceProvider> ServicesAsync(HostSettings settings, CancellationToken cancellation)
    {
        var database = await DatabaseAsync(settings, cancellation);
        var app = Application.Build(settings, database);
        await database.MigrateAsync(app.Services.GetServices<SqlScript>(), cancellation);
        return app.Services;
    }

    /// <summary>The types of jobs that the modules serve, read off a house that is put together and not started.</summary>
    public static IReadOnlyList<JobType> JobTypes(HostSettings settings)
    {
        using var app = Application.Build(settings, database: null);
        return [.. app.Services.GetServices<JobType>()];
    }

    /// <summary>To standard error and at once: standard output is the command's result.</summary>
    private sealed class Progress : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
