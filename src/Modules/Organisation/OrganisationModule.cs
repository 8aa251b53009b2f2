using System.CommandLine;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Web;

namespace Verwaltung.Organisation;

/// <summary>Departments, teams, people, and how they sign in.</summary>
public static class OrganisationModule
{
    /// <summary>Authorization policy: members of staff only.</summary>
    public const string StaffPolicy = "staff";

    private static readonly string[] StaffRoles =
        [
            RoleNames.Clerk, RoleNames.TeamLead, RoleNames.PostRoom, RoleNames.Cashier, RoleNames.Warden, RoleNames.Operator,
            RoleNames.DataProtection, RoleNames.Designer,
        ];

    private const string Scheme = "verwaltung";

    public static IHostApplicationBuilder AddOrganisation(this IHostApplicationBuilder builder)
    {
        var module = typeof(OrganisationModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddMessaging(options => options.Discover(module))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNavigation(
                    new NavigationItem("nav.deputies", "/deputies", [RoleNames.Clerk, RoleNames.TeamLead, RoleNames.PostRoom, RoleNames.Cashier], 70));
                options.AddNavigation(new NavigationItem("nav.recorded", "/recorded", StaffRoles, 90));
            })
            .AddSingleton(new RecordedAboutStaff("sign-ins", 10)).AddSingleton(new RecordedAboutStaff("deputies", 20))
            .AddSingleton<Accounts>().AddSingleton<Deputies>().AddSingleton<Teams>().AddSingleton<Sessions>().AddSingleton<SignIns>()
            .AddSingleton<AccessTokens>().AddSingleton<DemonstrationPeople>()
            .AddHostedService(services => services.GetRequiredService<DemonstrationPeople>());
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(StaffPolicy, policy => policy.RequireClaim(ClaimNames.Kind, ClaimNames.Staff));
        AddSignIn(builder.Services, builder.Configuration.GetValue("SignIn:Session", TimeSpan.FromHours(8)));
        return builder;
    }

    /// <summary>Maps sign-in and sign-out. Call it after <c>MapWeb</c>, which brings authentication.</summary>
    public static void MapOrganisation(this WebApplication app)
    {
        app.Use(TokenAuthentication.RefuseBadToken);
        SignIn.Map(app);
    }

    /// <summary>Commands; <paramref name="services"/> starts what they need on demand.</summary>
    public static IEnumerable<Command> Commands(Func<CancellationToken, Task<IServiceProvider>> services) => [TokenCommand.Create(services)];

    private static void AddSignIn(IServiceCollection services, TimeSpan session) => services
        .AddAuthentication(Scheme)
        .AddPolicyScheme(Scheme, null, options => options.ForwardDefaultSelector = context =>
            TokenAuthentication.IsMeant(context.Request) ? TokenAuthentication.Name : CookieAuthenticationDefaults.AuthenticationScheme)
        .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Name, null)
        .AddCookie(options => Session.Configure(options, session));
}
