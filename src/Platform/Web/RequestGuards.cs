using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.Web;

/// <summary>What every request passes before anything of ours runs: an id, safe headers, a size limit, a rate limit.</summary>
internal static class RequestGuards
{
    // Nothing from elsewhere, nothing inline. data: is for KERN's icons, which are masks in its style sheet.
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const long Drained = 200L * 1024 * 1024;

    public static Task SetHeaders(HttpContext context, RequestDelegate next)
    {
        var id = ErrorPages.TraceId(context);
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers["X-Request-Id"] = id;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            if (headers["Permissions-Policy"].Count == 0) // a page that looks through the camera says so itself
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0) // a page with its own needs (GraphiQL) sets its own
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XFrameOptions = "DENY"; // for browsers that do not know frame-ancestors
            if (headers.CacheControl.Count == 0 && context.User.Identity is { IsAuthenticated: true })
                headers.CacheControl = "no-store"; // made for one person: nothing of it stays behind on a shared machine
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>
    /// Refuses what announces itself as too large. The body is read and thrown away first: a browser that is still sending
    /// when the connection closes shows its own error instead of our page.
    /// </summary>
    public static async Task LimitBody(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength <= Options(context).MaxRequestBytes || context.Request.ContentLength is null)
        {
            await next(context);
            return;
        }
        if (context.Request.ContentLength <= Drained && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Drained;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
        throw new PageStatusException(StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>One bucket an address for posted forms; reading and the API are not limited here.</summary>
    public static PartitionedRateLimiter<HttpContext> PostedForms() => PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
            ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress ?? IPAddress.None, _ => Bucket(Options(context).PostsPerMinute))
            : RateLimitPartition.GetNoLimiter(IPAddress.None));

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private static WebOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<WebOptions>();
}
