using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Verwaltung.GraphQl.Tests;

/// <summary>A real server on a free port.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client = new();

    private TestServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => app.Services;

    public static async Task<TestServer> StartAsync(Action<GraphQlOptions> configure, Action<WebApplicationBuilder>? build = null, Action<WebApplication>? use = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddGraphQl(configure);
        build?.Invoke(builder);
        var app = builder.Build();
        use?.Invoke(app);
        app.MapGraphQl();
        await app.StartAsync();
        var server = new TestServer(app) { Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        server.client.BaseAddress = server.Address;
        return server;
    }

    public Task<(HttpResponseMessage Answer, string Text)> SendAsync(HttpMethod method, string path, string accept, HttpContent? content = null, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private async Task<(HttpResponseMessage Answer, string Text)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            var answer = await client.SendAsync(request);
            return (answer, await answer.Content.ReadAsStringAsync());
        }
    }
}
