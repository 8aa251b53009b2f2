using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Verwaltung.GraphQl;

/// <summary>Registers GraphQL with the container.</summary>
public static class GraphQlServices
{
    /// <summary>
    /// Registers <see cref="GraphQlSchema"/> and <see cref="GraphQlExecutor"/> and adds to what they are made of. May be called by every module; the
    /// schema is built when it is first needed.
    /// </summary>
    public static IServiceCollection AddGraphQl(this IServiceCollection services, Action<GraphQlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = services.Select(service => service.ImplementationInstance).OfType<GraphQlOptions>().SingleOrDefault();
        if (options is null)
        {
            services.AddSingleton(options = new GraphQlOptions());
            services.TryAddSingleton(_ => GraphQlSchema.Build(options));
            services.TryAddSingleton<GraphQlExecutor>();
            services.TryAddSingleton<Topics>();
        }

        configure(options);
        return services;
    }
}
