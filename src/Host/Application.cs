using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Verwaltung.Cases;
using Verwaltung.Documents;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation;
using Verwaltung.Parking;
using Verwaltung.Payments;
using Verwaltung.Portal;
using Verwaltung.Postgres;
using Verwaltung.Procedures;
using Verwaltung.Registers;
using Verwaltung.Web;
using Verwaltung.Webhooks;

namespace Verwaltung.Host;

/// <summary>Puts the house together: platform first, then the modules, then the request's way through them.</summary>
internal static class Application
{
    /// <param name="database">Null for commands that only look at what the house is made of.</param>
    /// <param name="hasKey">False for commands that look at tables and read no value of a person: then no master key is asked for.</param>
    /// <param name="more">Has the last word on the services: for measuring.</param>
    public static WebApplication Build(HostSettings settings, Database? database, bool hasKey = true, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "verwaltung", ContentRootPath = AppContext.BaseDirectory });
        Configure(builder, settings);
        builder.WebHost.UseStaticWebAssets();
        builder.AddObservability();
        if (database is not null)
            AddStore(builder, database, hasKey ? MasterKey.Load(builder.Configuration, settings.DataFolder) : RandomNumberGenerator.GetBytes(32));
        builder.Services.AddMessaging(_ => { });
        builder.Services.AddGraphQl(_ => { });
        builder.Services.AddWeb(_ => { });
        builder.AddOrganisation().AddProcedures().AddDocuments().AddRegisters().AddCases().AddParking().AddPayments().AddPortal().AddWebhooks();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        var started = new StrongBox<bool>();
        // Why a start failed is told once, by the command line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= (started.Value ? LogLevel.Warning : LogLevel.Critical));
        more?.Invoke(builder.Services);
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started.Value = true);
        return Map(app);
    }

    private static void AddStore(WebApplicationBuilder builder, Database database, byte[] masterKey) => builder.Services
        .AddPostgres(database)
        .AddSingleton<Schema>()
        .AddHostedService<SchemaAtStart>()
        .AddEvents(options => options.MasterKey = masterKey)
        .AddSingleton(MasterKey.KeyRing(masterKey))
        .AddHostedService<CommitTopics>();

    private static WebApplication Map(WebApplication app)
    {
        app.MapWeb();
        app.MapOrganisation();
        app.MapDocuments();
        app.MapRegisters();
        app.MapPayments();
        app.MapParking();
        app.MapGraphQl();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = SayWhy });
        return app;
    }

    // What does not work and why, in the checks' own words; those of exceptions stay in the log.
    private static Task SayWhy(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? entry.Value.Status.ToString()),
    });

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
                ["Demonstration:Payments"] = isDemonstration,
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:Verwaltung"] = "Information",
            },
        });
        if (settings.Urls is { } urls)
            builder.Configuration["urls"] = urls;
        if ((HostSettings.Complaint(builder.Configuration["urls"]) ?? OfficeSettings.Complaint(builder.Configuration)) is { } complaint)
            throw new StartRefusedException(complaint);
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
