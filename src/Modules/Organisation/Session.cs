using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

/// <summary>The session of a signed-in person: a cookie that lives as long as it is used.</summary>
internal static class Session
{
    public const string Cookie = "verwaltung.session";

    private const string CheckedAt = "checked";
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(5);

    public static void Configure(CookieAuthenticationOptions options, TimeSpan session)
    {
        options.Cookie.Name = Cookie;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = session;
        options.SlidingExpiration = true;
        // Statuses, no redirects: the error pages lead people to sign-in and back, programs get a plain answer.
        options.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = CheckAccountAsync;
    }

    // Rights that were taken away, and accounts that were closed, end with the next check, not with the session.
    private static async Task CheckAccountAsync(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (DateTimeOffset.TryParse(context.Properties.GetString(CheckedAt), CultureInfo.InvariantCulture, out var at) && now - at < CheckEvery)
            return;

        var accounts = context.HttpContext.RequestServices.GetRequiredService<Accounts>();
        var account = Actor.From(context.Principal) is { } actor ? await accounts.FindAsync(actor.Id, context.HttpContext.RequestAborted) : null;
        if (account is null)
        {
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(account.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        context.Properties.SetString(CheckedAt, now.ToString("O", CultureInfo.InvariantCulture));
        context.ShouldRenew = true;
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
