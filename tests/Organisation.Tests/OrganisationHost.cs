using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Organisation.Tests;

public sealed class OrganisationDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(OrganisationModule).Assembly);

/// <summary>The module behind a real port, so that cookies, redirects and tokens go the way they go for people.</summary>
internal sealed partial class OrganisationHost : ModuleHost
{

    private OrganisationHost(WebApplication app) : base(app) { }

    public IRunner Bus => Runner;

    public static async Task<OrganisationHost> StartAsync(OrganisationDatabase database, bool demonstration = true)
    {
        var builder = Builder(database);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Demonstration:People"] = demonstration.ToString();
        builder.AddOrganisation();
        var app = builder.Build();
        app.MapWeb();
        app.MapOrganisation();
        app.MapGraphQl();
        await app.StartAsync();
        return new(app);
    }

    public Browser Open() => new(new Uri(App.Urls.First()));

    /// <summary>Somebody's browser: it keeps cookies and follows no redirect by itself.</summary>
    internal sealed partial class Browser : IDisposable
    {
        private readonly HttpClient _http;
        private readonly CookieContainer _cookies = new();

        public Browser(Uri address) =>
            _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address, DefaultRequestHeaders = { { "Accept", "text/html" } } };

        /// <summary>Takes over all cookies that another browser holds at this moment.</summary>
        public void Steal(Browser from) => _cookies.Add(from._cookies.GetAllCookies());

        public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

        public async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await (await GetAsync(path)).Content.ReadAsStringAsync());

        public async Task<HttpResponseMessage> SignInAsync(Guid person, string? returnUrl = null) =>
            await PostAsync("/sign-in/person", new() { ["person"] = person.ToString(), ["returnUrl"] = returnUrl ?? "", ["_token"] = await TokenAsync() });

        public async Task<HttpResponseMessage> SignOutAsync() => await PostAsync("/sign-out", new() { ["_token"] = await TokenAsync() });

        public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form) =>
            _http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(form));

        public void Use(string token) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        public async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(string query)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
            request.Headers.Accept.Clear();
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await _http.SendAsync(request);
            return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
        }

        public async Task<string?> MeAsync() => (string?)(await AskAsync("{ me { name } }")).Answer["data"]!["me"]?["name"];

        public void Dispose() => _http.Dispose();

        private async Task<string> TokenAsync() => AntiforgeryToken().Match(await ReadAsync("/sign-in")).Groups[1].Value;

        [GeneratedRegex("""name="_token"[^>]*value="([^"]+)""")]
        private static partial Regex AntiforgeryToken();
    }
}
