using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Procedures.Tests;

/// <summary>The module in a host of its own.</summary>
internal sealed class ProceduresHost : ModuleHost
{

    private ProceduresHost(WebApplication app) : base(app) { }

    public GraphQlSchema Schema => App.Services.GetRequiredService<GraphQlSchema>();

    public static async Task<ProceduresHost> StartAsync(ProceduresDatabase database, Workspace folder)
    {
        var builder = Builder(database);
        builder.WebHost.UseTestServer();
        builder.Configuration["Workflows"] = folder.Path;
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, TestAuthentication>("test", null);
        foreach (var type in SampleProcedure.JobTypes)
            builder.Services.AddSingleton(type);
        builder.AddProcedures();
        var app = builder.Build();
        app.MapWeb();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>The answer of an operation as JSON, asked by somebody with that role.</summary>
    public async Task<string> AskAsync(string operation, string? role = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var result = await App.Services.GetRequiredService<GraphQlExecutor>()
            .ExecuteAsync(new GraphQlRequest(operation, null, null), scope.ServiceProvider, TestAuthentication.Principal(role), default);
        return result.ToJson().ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public async Task<(HttpStatusCode Status, string Page)> ReadAsync(string path, string? role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        if (role is not null)
            request.Headers.Add("X-Role", role);
        using var client = App.GetTestClient();
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}

/// <summary>Signs in a member of staff with the role that the request names.</summary>
internal sealed class TestAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public static ClaimsPrincipal Principal(string? role) => role is null ? new(new ClaimsIdentity()) : new(new ClaimsIdentity(
        [new(ClaimNames.Subject, $"{CountingIds.Id(1)}"), new(ClaimNames.Name, "Test"), new(ClaimNames.Kind, ClaimNames.Staff), new(ClaimNames.Role, role)],
        "test", ClaimNames.Name, ClaimNames.Role));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Request.Headers["X-Role"].FirstOrDefault() is { } role ? AuthenticateResult.Success(new(Principal(role), Scheme.Name)) : AuthenticateResult.NoResult());
}
