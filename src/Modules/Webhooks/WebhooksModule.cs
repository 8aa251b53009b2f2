using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Web;

namespace Verwaltung.Webhooks;

/// <summary>Tells other programs of what happens in cases: CloudEvents over HTTP, signed, with retries and a log.</summary>
public static class WebhooksModule
{
    public static IHostApplicationBuilder AddWebhooks(this IHostApplicationBuilder builder)
    {
        var module = typeof(WebhooksModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddMessaging(options => options
                .Discover(module)
                .Retry<DeliverWebhook>(DeliverWebhookHandler.Delays)
                .WhenDead<DeliverWebhook, GiveUpDelivery>(message => new GiveUpDelivery(message.Webhook)))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNavigation(new NavigationItem("nav.webhooks", "/operations/webhooks", [RoleNames.Operator], 61));
            })
            .AddSingleton<WebhookSettings>().AddSingleton<WebhookBook>().AddSingleton<WebhookSender>()
            .AddHostedService<FollowCases>();
        return builder;
    }
}
