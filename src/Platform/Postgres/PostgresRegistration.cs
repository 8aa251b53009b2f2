using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Verwaltung.Postgres;

/// <summary>Puts the database and the rooms' schemas into the host.</summary>
public static class PostgresRegistration
{
    /// <summary>
    /// Registers <see cref="Database"/> and <see cref="NpgsqlDataSource"/>. The scripts collected by <see cref="AddSqlScripts"/> are the host's to
    /// apply.
    /// </summary>
    public static IServiceCollection AddPostgres(this IServiceCollection services, Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        services.AddSingleton(database);
        services.AddSingleton(database.Source);
        return services;
    }

    /// <summary>Collects the embedded scripts of <paramref name="assembly"/>; twice the same assembly counts once.</summary>
    public static IServiceCollection AddSqlScripts(this IServiceCollection services, Assembly assembly)
    {
        foreach (var script in SqlScript.From(assembly))
            if (!services.Any(s => s.ImplementationInstance is SqlScript known && known == script)) services.AddSingleton(script);
        return services;
    }
}
