using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Verwaltung.Postgres;

/// <summary>Puts the database and the rooms' schemas into the host.</summary>
public static class PostgresRegistration
{
    /// <summary>
    /// Registers <see cref="Database"/> and <see cref="NpgsqlDataSource"/>. When the host starts, the scripts collected by
    /// <see cref="AddSqlScripts"/> are applied before any other hosted service runs.
    /// </summary>
    public static IServiceCollection AddPostgres(this IServiceCollection services, Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        services.AddSingleton(database);
        services.AddSingleton(database.Source);
        services.AddHostedService<MigrateAtStart>();
        return services;
    }

    /// <summary>Collects the embedded scripts of <paramref name="assembly"/>; twice the same assembly counts once.</summary>
    public static IServiceCollection AddSqlScripts(this IServiceCollection services, Assembly assembly)
    {
        foreach (var script in SqlScript.From(assembly))
            if (!services.Any(s => s.ImplementationInstance is SqlScript known && known == script)) services.AddSingleton(script);
        return services;
    }

    private sealed class MigrateAtStart(Database database, IEnumerable<SqlScript> scripts) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancel) => database.MigrateAsync(scripts, cancel);
        public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
        public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;
        public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
        public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
    }
}
