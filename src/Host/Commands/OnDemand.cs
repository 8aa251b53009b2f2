using Microsoft.Extensions.Configuration;
using Verwaltung.Cases.Contracts;
using Verwaltung.Periods;
using Verwaltung.Postgres;
using Verwaltung.Web;

namespace Verwaltung.Host.Commands;

/// <summary>The host's services for commands that need a database, without serving.</summary>
internal static class OnDemand
{
    public static async Task<Database> DatabaseAsync(HostSettings settings, CancellationToken cancellation)
    {
        return await Database.OpenAsync(
            new DatabaseOptions { ConnectionString = Configuration().GetConnectionString("Verwaltung"), DataFolder = settings.DataFolder },
            new Progress(), cancellation);
    }

    public static async Task<IServiceProvider> ServicesAsync(HostSettings settings, CancellationToken cancellation)
    {
        var services = Application.Build(settings, await DatabaseAsync(settings, cancellation)).Services;
        await services.GetRequiredService<Schema>().PrepareAsync(cancellation);
        return services;
    }

    /// <summary>For looking at a database whose tables may be another version's; values of persons cannot be read.</summary>
    public static async Task<Schema> SchemaAsync(HostSettings settings, CancellationToken cancellation) =>
        Application.Build(settings, await DatabaseAsync(settings, cancellation), hasKey: false).Services.GetRequiredService<Schema>();

    /// <summary>The types of jobs that the modules serve, read off a house that is put together and not started.</summary>
    public static IReadOnlyList<JobType> JobTypes(HostSettings settings)
    {
        using var app = Application.Build(settings, database: null);
        return [.. app.Services.GetServices<JobType>()];
    }

    /// <summary>The office of the configuration, for commands that need no house.</summary>
    public static Office Office() =>
        OfficeSettings.Complaint(Configuration()) is { } complaint ? throw new StartRefusedException(complaint) : OfficeSettings.Read(Configuration());

    private static IConfiguration Configuration() =>
        new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();

    /// <summary>To standard error and at once: standard output is the command's result.</summary>
    private sealed class Progress : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
