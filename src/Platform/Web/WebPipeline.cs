using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.Web;

/// <summary>Lays the request's way through the web shell.</summary>
public static class WebPipeline
{
    /// <summary>
    /// Adds the middleware, authentication and authorisation included, and maps pages and assets. Call it once, before other endpoints
    /// are mapped: they then run behind the same guards and error pages.
    /// </summary>
    public static void MapWeb(this WebApplication app)
    {
        app.Use(RequestGuards.SetHeaders);
        app.Use(RequestLanguage.Remember);
        app.Use(ErrorPages.Run);
        app.Use(RequestGuards.LimitBody);
        app.UseStaticFiles();
        app.UseRouting();
        app.UseRateLimiter(new() { GlobalLimiter = RequestGuards.PostedForms(), RejectionStatusCode = StatusCodes.Status429TooManyRequests });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(ErrorPages.RefuseInvalidForm);
        app.Services.GetRequiredService<WebAssets>().Map(app);
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. app.Services.GetRequiredService<WebOptions>().PageAssemblies]);
    }
}
