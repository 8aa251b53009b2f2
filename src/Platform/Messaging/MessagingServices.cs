using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Verwaltung.Events;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Messaging.Store;
using Verwaltung.Postgres;

namespace Verwaltung.Messaging;

/// <summary>Registers the bus.</summary>
public static class MessagingServices
{
    /// <summary>Adds the bus once and lets the caller tell it of handlers and durable messages; calls accumulate.</summary>
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
        services.AddSqlScripts(typeof(IMessageBus).Assembly);
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<IMessageBus, MessageBus>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<HandlerMap>();
        services.AddSingleton<MessageJson>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Answers>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<MessageProcessor>();
        services.AddSingleton<HostSignals>();
        services.AddHostedService(provider => provider.GetRequiredService<HostSignals>());
        services.AddHostedService<MessageAgent>();
        return options;
    }
}
