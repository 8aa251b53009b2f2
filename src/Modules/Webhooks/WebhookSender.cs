using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Verwaltung.Webhooks;

/// <summary>What came of a try.</summary>
/// <param name="Status">The HTTP status; null when none came.</param>
/// <param name="Failure">Why none came.</param>
internal sealed record Attempt(DateTimeOffset At, int? Status, string? Failure, int DurationMs)
{
    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>410: the receiver asks never to be told again.</summary>
    public bool IsGone => Status == 410;

    public string Outcome => Status?.ToString(CultureInfo.InvariantCulture) ?? Failure ?? "";
}

/// <summary>Sends one event: no redirect, no cookie, no proxy, nothing of the answer is read but its status.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public WebhookSender(WebhookSettings settings, TimeProvider time)
    {
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // names are resolved, and looked at, anew
            MaxResponseHeadersLength = 16,
            ConnectCallback = (context, stop) => WebhookAddress.ConnectAsync(context.DnsEndPoint, settings.AllowsPrivate, stop),
        };
        _http = new HttpClient(handler) { Timeout = settings.TimeOut };
    }

    public async Task<Attempt> SendAsync(string url, byte[] key, string id, string body, CancellationToken cancellation)
    {
        var (at, started) = (_time.GetUtcNow(), Stopwatch.GetTimestamp());
        int Duration() => (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        try
        {
            using var request = Request(url, key, id, body, at.ToUnixTimeSeconds());
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return new Attempt(at, (int)response.StatusCode, null, Duration());
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Attempt(at, null, "timeout", Duration());
        }
        catch (HttpRequestException fault)
        {
            return new Attempt(
                at, null, Short(
                    (fault.InnerException as SocketException)?.SocketErrorCode.ToString() ?? fault.InnerException?.Message ?? fault.Message), Duration());
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string url, byte[] key, string id, string body, long timestamp) => new(HttpMethod.Post, url)
    {
        Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(CloudEvent.MediaType, "utf-8")),
        Headers =
        {
            { "User-Agent", "verwaltung" },
            { "webhook-id", id },
            { "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
            { "webhook-signature", WebhookSignature.Of(key, id, timestamp, body) },
        },
    };

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];
}
