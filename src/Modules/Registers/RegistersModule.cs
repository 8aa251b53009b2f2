using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Registers.Contracts;
using Verwaltung.Web;

namespace Verwaltung.Registers;

/// <summary>Once-only look-ups in registers.</summary>
public static class RegistersModule
{
    public static IHostApplicationBuilder AddRegisters(this IHostApplicationBuilder builder)
    {
        var module = typeof(RegistersModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddMessaging(options => options.Discover(module))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options => { options.AddPages(module); options.AddTexts(module); options.AddNotice<RegisterNotice>("inbox"); })
            .AddSingleton(new DemonstrationSettings(builder.Configuration.GetValue("Demonstration:Register", builder.Environment.IsDevelopment())))
            .AddSingleton(new RecordedAboutStaff("register-inquiries", 50))
            .AddSingleton<RegisterAddress>().AddSingleton<RegisterLog>().AddSingleton<Waiting>()
            .AddSingleton<DemonstrationPopulation>().AddSingleton<DemonstrationOutage>()
            .AddTransient<ResidentLookUp>()
            .AddHttpClient<ResidentRegister>();
        foreach (var worker in JobWorker.In(module)) builder.Services.AddSingleton<JobType>(worker);
        return builder;
    }

    /// <summary>Maps the demonstration register if it is on. Call it after <c>MapWeb</c>.</summary>
    public static void MapRegisters(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DemonstrationSettings>().IsOn) DemonstrationRegister.Map(app);
    }
}
