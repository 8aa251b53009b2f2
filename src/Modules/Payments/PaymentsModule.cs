using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Web;

namespace Verwaltung.Payments;

/// <summary>Fees: asked for, paid online or at the counter, cancelled, sent back, and booked to the cent.</summary>
public static class PaymentsModule
{
    public static IHostApplicationBuilder AddPayments(this IHostApplicationBuilder builder)
    {
        var module = typeof(PaymentsModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddEvents(Events)
            .AddMessaging(options => options
                .Discover(module)
                .Retry<PrintReceipt>(
                    TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNotice<PaymentNotice>("my-case");
                options.AddNotice<PaymentNotice>("case");
                options.AddNavigation(new NavigationItem("nav.cashOffice", "/cash-office", [RoleNames.Cashier], 50));
            })
            .AddSingleton(new DemonstrationSettings(builder.Configuration.GetValue("Demonstration:Payments", builder.Environment.IsDevelopment())))
            .AddSingleton<PaymentSettings>().AddSingleton<PaymentBook>().AddSingleton<LastCheck>()
            .AddSingleton<DemonstrationLedger>().AddSingleton<DemonstrationCallback>().AddSingleton<ProviderTokens>()
            .AddSingleton<BookingLedger>().AddSingleton<PaymentRights>().AddSingleton<Counter>()
            .AddTransient<OnlinePayment>()
            .AddHttpClient().AddHttpClient<PaymentProvider>();
        foreach (var worker in JobWorker.In(module)) builder.Services.AddSingleton<JobType>(worker);
        return builder;
    }

    /// <summary>Maps where provider and payer come back to, and the demonstration's provider if it is on. Call it after <c>MapWeb</c>.</summary>
    public static void MapPayments(this WebApplication app)
    {
        PaymentEndpoints.Map(app);
        if (app.Services.GetRequiredService<DemonstrationSettings>().IsOn) DemonstrationProvider.Map(app);
    }

    /// <summary>Commands of the host's command line.</summary>
    public static IEnumerable<Command> Commands(Func<CancellationToken, Task<IServiceProvider>> services) => [BookingsCommand.Create(services)];

    private static void Events(EventOptions events)
    {
        events.Discover(typeof(PaymentsModule).Assembly).Aggregate<Payment>("payment")
            .Inline(new PaymentsProjection()).Inline(new AttemptsProjection()).Inline(new BookingsProjection())
            .Inline(new CounterReceiptsProjection()).Inline(new RefundsDueProjection());
    }
}
