using Microsoft.Extensions.Diagnostics.HealthChecks;
using Verwaltung.Cases;
using Verwaltung.Documents;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation;
using Verwaltung.Parking;
using Verwaltung.Portal;
using Verwaltung.Postgres;
using Verwaltung.Procedures;
using Verwaltung.Registers;
using Verwaltung.Web;

namespace Verwaltung.Host;

/// <summary>Puts the house together: platform first, then the modules, then the request's way through them.</summary>
internal static class Application
{
    /// <param name="database">Null for commands that only look at what the house is made of.</param>
    public static WebApplication Build(HostSettings settings, Database? database)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "verwaltung", ContentRootPath = AppContext.BaseDirectory });
        Configure(builder, settings);
        builder.WebHost.UseStaticWebAssets();
        builder.AddObservability();
        if (database is not null)
            builder.Services.AddPostgres(database).AddEvents(options => options.MasterKey = MasterKey.Load(builder.Configuration, settings.DataFolder));
        builder.Services.AddMessaging(_ => { });
        builder.Services.AddGraphQl(options => options.RowComparison = (keys, values, greater) => KeysetPaging.After(keys, values, descending: !greater));
        builder.Services.AddWeb(_ => { });
        builder.AddOrganisation().AddProcedures().AddDocuments().AddRegisters().AddCases().AddParking().AddPortal();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        return Map(builder.Build());
    }

    private static WebApplication Map(WebApplication app)
    {
        app.MapWeb();
        app.MapOrganisation();
        app.MapDocuments();
        app.MapRegisters();
        app.MapGraphQl();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        return app;
    }

    /// <summary>Defaults that configuration (files, environment, command line) may override; <c>UseUrls</c> in code would win over it.</summary>
    private static void Configure(WebApplicationBuilder builder, HostSettings settings)
    {
        // An embedded database means a developer's machine or a first look; a city that brings its own database turns the demonstration on itself, if ever.
        var isDemonstration = string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Verwaltung")).ToString();
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["urls"] = HostSettings.DefaultUrls,
                ["Workflows"] = Path.Combine(Installation.Root, "workflows"),
                ["Mail:Folder"] = Path.Combine(settings.DataFolder, "mail"),
                ["Demonstration:People"] = isDemonstration,
                ["Demonstration:Register"] = isDemonstration,
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:Verwaltung"] = "Information",
            },
        });
        if (settings.Urls is { } urls)
            builder.Configuration["urls"] = urls;
    }

    private sealed class DatabaseHealth(Database database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
