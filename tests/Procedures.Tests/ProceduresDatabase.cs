using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Procedures.Tests;

public sealed class ProceduresDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(ProceduresModule).Assembly)
{
    /// <summary>What one host knows of bundles; a second one has read nothing yet.</summary>
    internal Bundles NewBundles(TimeProvider time) => new(Source, time, NullLogger<Bundles>.Instance);

    /// <summary>Starts a host's loading of the folder.</summary>
    internal async Task<(LoadWorkflows Loaded, Bundles Bundles)> LoadAsync(
        Workspace folder, TimeProvider? time = null, IEnumerable<JobType>? jobTypes = null)
    {
        var bundles = NewBundles(time ?? new VirtualClock());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Workflows", folder.Path)]).Build();
        var loading = new LoadWorkflows(bundles, jobTypes ?? SampleProcedure.JobTypes, configuration, time ?? new VirtualClock(), NullLogger<LoadWorkflows>.Instance);
        await loading.StartAsync(default);
        return (loading, bundles);
    }

    public Task ClearAsync() => ExecuteAsync("truncate active_bundles, bundle_files, bundles");
}
