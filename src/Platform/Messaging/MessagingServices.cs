using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Messaging.Durable;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Messaging.Store;
using Verwaltung.Postgres;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Persistence.Durability;

namespace Verwaltung.Messaging;

/// <summary>Registers the runner, and Wolverine behind it.</summary>
public static class MessagingServices
{
    /// <summary>Adds the runner once and lets the caller tell it of handlers and durable messages; calls accumulate.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, Action<MessagingOptions> configure)
    {
        configure(Options(services));
        return services;
    }

    private static MessagingOptions Options(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(MessagingOptions))?.ImplementationInstance is MessagingOptions known)
            return known;
        var options = new MessagingOptions();
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdSource>();
        services.AddSqlScripts(typeof(IRunner).Assembly);
        AddRunner(services);
        AddWolverine(services);
        return options;
    }

    private static void AddRunner(IServiceCollection services)
    {
        services.AddSingleton<IRunner, Runner>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton(provider => new Lazy<Dispatcher>(provider.GetRequiredService<Dispatcher>));
        services.AddSingleton<HandlerMap>();
        services.AddSingleton<MessageJson>();
        services.AddSingleton<IOutbox, WolverineOutbox>();
        services.AddSingleton<Fence>();
        services.AddSingleton<Answers>();
        services.AddSingleton<Burial>();
        services.AddSingleton(provider => new DeadLetters(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<IMessageStore>(), provider.GetRequiredService<Fence>()));
        services.AddSingleton<Memory>();
        services.AddHostedService(provider => provider.GetRequiredService<Memory>());
    }

    private static void AddWolverine(IServiceCollection services)
    {
        // Marten's own logger writes the parameters of every statement, those of messages among them.
        services.AddLogging(logging => logging
            .AddFilter("Marten.IDocumentStore", LogLevel.None)
            .AddFilter("Wolverine.Configuration.HandlerDiscovery", LogLevel.Error)); // warns that it found no handlers: rooms say them themselves
        services.OnMarten(marten => marten.IntegrateWithWolverine(wolverine => wolverine.MessageStorageSchemaName = MessagingSchema.Name));
        services.AddSingleton<IWolverineExtension, WolverineSettings>();
        services.AddHostedService<Recall>();
        services.AddWolverine(ExtensionDiscovery.ManualOnly, wolverine =>
        {
            wolverine.ApplicationAssembly = typeof(IRunner).Assembly;
            wolverine.Discovery.DisableConventionalDiscovery();
            wolverine.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
            wolverine.EnvelopeIdGeneration = EnvelopeIdGeneration.GuidV7;
            wolverine.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            wolverine.UnknownMessageBehavior = UnknownMessageBehavior.DeadLetterQueue;
        });
    }
}
