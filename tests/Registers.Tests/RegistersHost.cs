using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Verwaltung.Cases;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Testing.Held;
using Verwaltung.Web;

namespace Verwaltung.Registers.Tests;

public sealed class RegistersDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(RegistersModule).Assembly);

/// <summary>The module and its demonstration register behind a real port; accounts and cases are answered by <see cref="Neighbours"/>.</summary>
internal sealed class RegistersHost : ModuleHost
{

    private RegistersHost(WebApplication app) : base(app) { }

    public IRunner Bus => Runner;
    public Neighbours Neighbours => Service<Neighbours>();
    public Uri Address => new(App.Urls.First());

    public static async Task<RegistersHost> StartAsync(RegistersDatabase database, string? registerAddress = null, string timeOut = "00:00:05")
    {
        await HeldMessages.ForgetAsync(database.Source);
        var builder = Builder(database);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Demonstration:Register"] = "true";
        builder.Configuration["Registers:Melderegister:Address"] = registerAddress;
        builder.Configuration["Registers:Melderegister:TimeOut"] = timeOut;
        builder.Services.AddSingleton<Neighbours>().AddSingleton<JobFrame>();
        builder.Services.AddMessaging(options => options.Discover(typeof(RegistersHost).Assembly));
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, RoleInHeader>("test", null);
        builder.AddRegisters();
        builder.Services.DeliverMessages();
        var app = builder.Build();
        app.MapWeb();
        app.MapRegisters();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Turns the demonstration register <c>up</c>, <c>down</c> or <c>slow</c>, as an operator's program would.</summary>
    public async Task<HttpStatusCode> SwitchAsync(string state, string role = RoleNames.Operator)
    {
        using var http = new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { { "X-Role", role } } };
        using var response = await http.PostAsJsonAsync(new Uri("/demo/melderegister/outage", UriKind.Relative), new { state });
        return response.StatusCode;
    }

    private sealed class RoleInHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-Role"] is [{ } role]
            ? AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimNames.Role, role)], "test", ClaimNames.Name, ClaimNames.Role)), "test"))
            : AuthenticateResult.NoResult());
    }
}
