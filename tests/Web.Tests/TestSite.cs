using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Verwaltung.GraphQl;
using Verwaltung.Testing;

namespace Verwaltung.Web.Tests;

/// <summary>The web shell on a free port, with the pages of this project; no database.</summary>
public sealed class TestSite : IAsyncLifetime
{
    private WebApplication? _app;

    public string Address => _app!.Urls.Single();

    /// <summary>A client that keeps cookies and does not follow redirects, as a page asks: for HTML.</summary>
    public HttpClient Client(string language = "de")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        return client;
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddRoutingCore();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.LoginPath = "/sign-in");
        builder.Services.AddGraphQl(o => o.AddTypes(typeof(TestSite).Assembly));
        builder.Services.AddWeb(o =>
        {
            o.AddPages(typeof(TestSite).Assembly);
            o.AddNavigation(new NavigationItem("frame.signIn", "/gallery", [], 1));
            o.AddNavigation(new NavigationItem("frame.language", "/inbox", ["clerk"], 2));
        });
        _app = builder.Build();
        _app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Kern()), RequestPath = "/lib/kern" });
        _app.MapWeb();
        _app.MapGet("/sign-in-as/{name}", (string name, string? role, HttpContext http) => http.SignInAsync(Person(name, role ?? "clerk")));
        _app.MapPost("/only-for-somebody", () => Results.StatusCode(401));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private static ClaimsPrincipal Person(string name, string role) =>
        new(new ClaimsIdentity([new Claim("name", name), new Claim("role", role)], CookieAuthenticationDefaults.AuthenticationScheme, "name", "role"));

    private static string Kern() => Path.Combine(TestDatabase.RepositoryRoot, "node_modules", "@kern-ux", "native", "dist");
}
