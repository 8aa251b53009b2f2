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
using Verwaltung.Workflow;

namespace Verwaltung.Parking;

/// <summary>
/// The register of resident parking permits: what happens to them, their sheets, the wardens' questions, and the jobs by which a process uses it.
/// </summary>
public static class ParkingModule
{
    internal const string ClerkPolicy = "parking-clerk";
    internal const string WardenPolicy = "parking-warden";
    internal const string CheckLogPolicy = "parking-check-log";

    /// <summary>Where a case's values come from that this register answered.</summary>
    internal static readonly ValueOrigin Origin = ValueOrigin.Register("ausweise");

    /// <summary>Setting <c>Parking:Team</c> names the team whose clerks read the register; the office's (<c>Office:Team</c>) if it is not set.</summary>
    public static IHostApplicationBuilder AddParking(this IHostApplicationBuilder builder)
    {
        var module = typeof(ParkingModule).Assembly;
        var team = builder.Configuration.GetValue("Parking:Team", OfficeSettings.Read(builder.Configuration).Team)!;
        builder.Services
            .AddSqlScripts(module)
            .AddEvents(events => events
                .Discover(module).Aggregate<Permit>("permit").Inline(new PermitsProjection()).Inline(new VoidSheetsProjection()))
            .AddMessaging(options => options.Discover(module))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNavigation(new NavigationItem("check.title", "/check", [RoleNames.Warden], 30));
                options.AddNavigation(new NavigationItem("permitRegister.title", "/permits", [RoleNames.Clerk], 40));
                options.AddNavigation(new NavigationItem("checks.title", "/checks", [RoleNames.DataProtection, RoleNames.Operator], 80));
                options.AddNotice<PermitsNotice>("my");
            })
            .AddSingleton(new ParkingTeam(team))
            .AddSingleton<PermitRegister>()
            .AddSingleton<SigningKeys>().AddSingleton<PermitSheet>()
            .AddSingleton<SealedWords>().AddSingleton(new RecordedAboutStaff("permit-checks", 60))
            .AddSingleton<Checks>().AddSingleton<CheckLog>().AddHostedService<ExpiredChecks>()
            .AddHostedService<DemonstrationPermit>()
            .AddAuthorizationBuilder()
            .AddPolicy(ClerkPolicy, policy => policy.RequireClaim(ClaimNames.Role, RoleNames.Clerk).RequireClaim(ClaimNames.Team, team))
            .AddPolicy(WardenPolicy, policy => policy.RequireClaim(ClaimNames.Role, RoleNames.Warden))
            .AddPolicy(CheckLogPolicy, policy => policy.RequireClaim(ClaimNames.Role, RoleNames.Operator, RoleNames.DataProtection));
        foreach (var worker in JobWorker.In(module)) builder.Services.AddSingleton<JobType>(worker);
        return builder;
    }

    /// <summary>Maps sheets and the published keys. Call it after <c>MapWeb</c>.</summary>
    public static void MapParking(this WebApplication app) => SheetEndpoints.Map(app);
}
