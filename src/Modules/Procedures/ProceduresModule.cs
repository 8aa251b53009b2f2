using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Postgres;

namespace Verwaltung.Procedures;

/// <summary>Bundles and versions of procedures, their service pages, and the commands of designers.</summary>
public static class ProceduresModule
{
    public static IHostApplicationBuilder AddProcedures(this IHostApplicationBuilder builder)
    {
        var module = typeof(ProceduresModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddMessaging(options => options.Discover(module))
            .AddGraphQl(options => options.AddTypes(module))
            .AddSingleton<Bundles>()
            .AddSingleton<LoadWorkflows>()
            .AddHostedService(services => services.GetRequiredService<LoadWorkflows>());
        return builder;
    }

    /// <summary>Commands that need no database: <c>check</c>, <c>play</c>, <c>decision test</c>.</summary>
    public static IEnumerable<Command> Commands() => [CheckCommand.Create(), PlayCommand.Create(), DecisionTestCommand.Create()];
}
