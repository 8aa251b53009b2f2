using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Web;

namespace Verwaltung.Parking;

/// <summary>The register of resident parking permits, and the jobs by which a process asks it and writes to it.</summary>
public static class ParkingModule
{
    internal const string ClerkPolicy = "parking-clerk";

    /// <summary>Where a case's values come from that this register answered.</summary>
    internal const string Origin = "register:ausweise";

    /// <summary>Setting <c>Parking:Team</c> names the team whose clerks read the register; 33/5 Bewohnerparken if it is not set.</summary>
    public static IHostApplicationBuilder AddParking(this IHostApplicationBuilder builder)
    {
        var module = typeof(ParkingModule).Assembly;
        var team = builder.Configuration.GetValue("Parking:Team", "33/5")!;
        builder.Services
            .AddSqlScripts(module)
            .AddEvents(events => events.Aggregate<Permit>("permit").Inline(new PermitsProjection()).Map<PermitIssued>("permit_issued"))
            .AddMessaging(options => options.Discover(module))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options => options.AddTexts(module))
            .AddSingleton<PermitRegister>()
            .AddSingleton<PermitJobs>()
            .AddHostedService<DemonstrationPermit>()
            .AddAuthorizationBuilder()
            .AddPolicy(ClerkPolicy, policy => policy.RequireClaim(ClaimNames.Role, RoleNames.Clerk).RequireClaim(ClaimNames.Team, team));
        return builder;
    }
}
