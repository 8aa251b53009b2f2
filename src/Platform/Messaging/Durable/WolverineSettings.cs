using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Messaging.Store;
using Wolverine;
using Wolverine.Runtime.Serialization;

namespace Verwaltung.Messaging.Durable;

/// <summary>
/// How Wolverine is set up. An extension, because it is asked when the host is complete: by then all rooms have said what they send and handle.
/// </summary>
internal sealed class WolverineSettings(IServiceProvider services, MessagingOptions options, HandlerMap handlers, MessageJson json) : IWolverineExtension
{
    /// <summary>Name of the service in metrics (<c>Wolverine:verwaltung</c>), in traces and in the tables.</summary>
    public const string ServiceName = "verwaltung";

    public void Configure(WolverineOptions wolverine)
    {
        wolverine.ServiceName = ServiceName;
        wolverine.Discovery.DisableConventionalDiscovery(); // rooms say themselves what they handle
        wolverine.DefaultSerializer = new SystemTextJsonSerializer(new(json.Options));
        wolverine.Policies.UseDurableLocalQueues();
        wolverine.Policies.MessageExecutionLogLevel(LogLevel.Debug);
        wolverine.Policies.MessageSuccessLogLevel(LogLevel.Debug);
        foreach (var type in handlers.Durable) Add(wolverine, type);
        Share(wolverine.Durability);
    }

    private void Add(WolverineOptions wolverine, Type type)
    {
        typeof(WolverineSettings).GetMethod(nameof(AddHandler), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(this, [wolverine]);
        wolverine.LocalQueueFor(type).MaximumParallelMessages(options.Parallelism);
    }

    private void AddHandler<T>(WolverineOptions wolverine) where T : notnull =>
        wolverine.AddMessageHandler(ActivatorUtilities.CreateInstance<DurableHandler<T>>(services));

    /// <summary>
    /// A dead host's work is taken over within ten seconds; timers are late by half a second. The first look at timers waits until the host
    /// is known as a node: one that took some before would have them taken away and run twice.
    /// </summary>
    private void Share(DurabilitySettings durability)
    {
        durability.Mode = DurabilityMode.Balanced;
        durability.RecoveryBatchSize = 1000;
        durability.ScheduledJobPollingTime = TimeSpan.FromMilliseconds(500);
        durability.ScheduledJobFirstExecution = TimeSpan.FromSeconds(2);
        durability.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
        durability.FirstHealthCheckExecution = TimeSpan.FromMilliseconds(500);
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(4);
        durability.NodeReassignmentPollingTime = TimeSpan.FromSeconds(1);
        durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(2);
        durability.OrphanedMessageSweepPollingTime = TimeSpan.FromSeconds(1);
        options.Durability?.Invoke(durability);
        if (!options.IsRunning) (durability.Mode, durability.DurabilityAgentEnabled) = (DurabilityMode.MediatorOnly, false);
    }
}
