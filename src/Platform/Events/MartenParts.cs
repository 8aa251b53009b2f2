using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.Events;

/// <summary>
/// Lets other parts of the platform continue <c>AddMarten(...)</c>: who calls it says <c>services.MartenAdded(services.AddMarten(...))</c>; what was asked for
/// before runs then, what is asked for later at once.
/// </summary>
public static class MartenParts
{
    /// <summary>Continues the registration of Marten, whenever it comes.</summary>
    public static IServiceCollection OnMarten(
        this IServiceCollection services, Action<MartenServiceCollectionExtensions.MartenConfigurationExpression> configure)
    {
        if (Find<MartenServiceCollectionExtensions.MartenConfigurationExpression>(services).FirstOrDefault() is { } marten) configure(marten);
        else services.AddSingleton(configure);
        return services;
    }

    /// <summary>Marten is registered.</summary>
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression MartenAdded(
        this IServiceCollection services, MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
        services.AddSingleton(marten);
        foreach (var configure in Find<Action<MartenServiceCollectionExtensions.MartenConfigurationExpression>>(services)) configure(marten);
        return marten;
    }

    private static T[] Find<T>(IServiceCollection services)
        where T : class =>
        [.. services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<T>()];
}
