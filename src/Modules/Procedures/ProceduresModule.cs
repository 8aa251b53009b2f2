using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Postgres;
using Verwaltung.Web;

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
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNavigation(new NavigationItem("procedures.title", "/procedures", [RoleNames.Designer, RoleNames.Operator], 70));
            })
            .AddSingleton<Bundles>()
            .AddSingleton<LoadWorkflows>()
            .AddHostedService(services => services.GetRequiredService<LoadWorkflows>());
        return builder;
    }

    /// <summary>Commands that need no database: <c>check</c>, <c>play</c>, <c>decision test</c>.</summary>
    /// <param name="jobTypes">The types of jobs that the house's modules serve, asked for only when a procedure is checked.</param>
    /// <param name="office">Whose days and functions scenarios, plays and tests go by.</param>
    public static IEnumerable<Command> Commands(Func<IEnumerable<JobType>> jobTypes, Func<Office> office) =>
    [
        CheckCommand.Create(new(() => jobTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal)), office),
        PlayCommand.Create(office),
        DecisionTestCommand.Create(office),
    ];
}
