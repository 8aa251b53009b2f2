using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Verwaltung.GraphQl.Http;

/// <summary>
/// Connections that stay open for subscriptions: sockets, and Server-Sent Events (the distinct connections mode of npm graphql-sse). They end with
/// the host, and after some time, so that rights are asked for anew.
/// </summary>
internal static class LongConnections
{
    /// <summary>Proxies close connections that say nothing for a minute.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static async Task AnswerSocketAsync(HttpContext http)
    {
        if (!IsOwnOrigin(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync("Sockets are opened by this site's own pages, or by programs without an origin.", http.RequestAborted);
            return;
        }

        var isUnderstood = http.WebSockets.WebSocketRequestedProtocols.Contains(WebSocketProtocol.Name);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { SubProtocol = isUnderstood ? WebSocketProtocol.Name : null, KeepAliveInterval = KeepAlive });
        if (!isUnderstood)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)4406, "Subprotocol not acceptable", http.RequestAborted);
            return;
        }

        using var end = End(http);
        using var protocol = new WebSocketProtocol(socket, http, http.RequestServices.GetRequiredService<GraphQlOptions>(), Time(http));
        await protocol.RunAsync(end.Token);
    }

    public static async Task WriteEventsAsync(HttpContext http, GraphQlRequest request, bool isReadOnly)
    {
        using var end = End(http);
        using var writing = new SemaphoreSlim(1);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
        await SendAsync(":\n\n");
        var breathing = BreatheAsync();
        try
        {
            await foreach (
                var result in http.RequestServices.GetRequiredService<GraphQlExecutor>()
                    .StreamAsync(request, http.RequestServices, http.User, isReadOnly, end.Token))
                await SendAsync($"event: next\ndata: {Encoding.UTF8.GetString(result.ToUtf8Bytes())}\n\n");
            if (!end.IsCancellationRequested)
                await SendAsync("event: complete\ndata:\n\n");
        }
        catch (OperationCanceledException fault) when (end.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<ILogger<GraphQlExecutor>>()
                .LogDebug(fault, "The client of an event stream is gone, or shall connect again");
        }
        finally
        {
            await end.CancelAsync();
            await breathing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task BreatheAsync()
        {
            using var timer = new PeriodicTimer(KeepAlive, Time(http));
            while (!end.IsCancellationRequested
                && await timer.WaitForNextTickAsync(end.Token)
                    .AsTask()
                    .ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
                await SendAsync(":\n\n");
        }

        async Task SendAsync(string text)
        {
            await writing.WaitAsync(http.RequestAborted);
            try
            {
                await http.Response.WriteAsync(text, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
            finally
            {
                writing.Release();
            }
        }
    }

    /// <summary>Ends with the client, the host, or the longest time a connection may last.</summary>
    private static CancellationTokenSource End(HttpContext http)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        end.CancelAfter(http.RequestServices.GetRequiredService<GraphQlOptions>().MaxConnectionTime);
        return end;
    }

    /// <summary>A page of another site would open a socket with this site's cookie: browsers ask nobody before, but say where the page is from.</summary>
    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin]
            || (Uri.TryCreate(origin, UriKind.Absolute, out var site) && new HostString(site.Authority) == request.Host);

    private static TimeProvider Time(HttpContext http) => http.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
}
