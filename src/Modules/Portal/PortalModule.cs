using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Web;

namespace Verwaltung.Portal;

/// <summary>The citizens' side: service catalogue, drafts, applications, mailbox, status.</summary>
public static class PortalModule
{
    public static IHostApplicationBuilder AddPortal(this IHostApplicationBuilder builder)
    {
        var module = typeof(PortalModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddMessaging(options => options.Discover(module))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNavigation(new NavigationItem("nav.services", "/", [], 0));
                options.AddNavigation(new NavigationItem("nav.capture", "/capture", [RoleNames.Clerk], 30));
                options.AddNavigation(new NavigationItem("nav.mailbox", "/my", [RoleNames.Citizen], 10));
            })
            .AddSingleton<Drafts>()
            .AddScoped<Uploads>()
            .AddSingleton<IForgetPeople, ForgetDrafts>();
        return builder;
    }

    private sealed class ForgetDrafts(Drafts drafts) : IForgetPeople
    {
        public Task ForgetAsync(PersonId person, CancellationToken cancellation) => drafts.DeleteAllAsync(person, cancellation);
    }
}
