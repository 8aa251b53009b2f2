using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Verwaltung.Organisation;

/// <summary>The cookie of a signed-in person: it names a row of <see cref="Sessions"/> and lives as long as it is used.</summary>
internal static class Session
{
    public const string Cookie = "verwaltung.session";

    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Id = "session";
    private const string SeenAt = "seen";
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(5);

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
        options.Events.OnValidatePrincipal = CheckAsync;
    }

    public static async Task BeginAsync(HttpContext context, Account account)
    {
        await EndAsync(context);
        var id = await Sessions(context).BeginAsync(account.Id, Life(context), context.RequestAborted);
        await context.SignInAsync(Scheme, account.ToPrincipal(Scheme), new AuthenticationProperties { Items = { [Id] = id.ToString() } });
    }

    public static async Task EndAsync(HttpContext context)
    {
        if (IdIn((await context.AuthenticateAsync(Scheme)).Properties) is { } id)
            await Sessions(context).EndAsync(id, context.RequestAborted);
        await context.SignOutAsync(Scheme);
    }

    // Asked with every request: a session that was ended, rights that were taken away and accounts that were closed count from that moment.
    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var (sessions, cancellation) = (Sessions(context.HttpContext), context.HttpContext.RequestAborted);
        if (IdIn(context.Properties) is not { } id || await sessions.FindAsync(id, context.Options.ExpireTimeSpan + NoteEvery, cancellation) is not { } account)
        {
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(account.ToPrincipal(Scheme));
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (DateTimeOffset.TryParse(context.Properties.GetString(SeenAt), CultureInfo.InvariantCulture, out var at) && now - at < NoteEvery)
            return;

        await sessions.SeenAsync(id, cancellation);
        context.Properties.SetString(SeenAt, now.ToString("O", CultureInfo.InvariantCulture));
        context.ShouldRenew = true;
    }

    private static Guid? IdIn(AuthenticationProperties? properties) => Guid.TryParse(properties?.GetString(Id), out var id) ? id : null;

    private static Sessions Sessions(HttpContext context) => context.RequestServices.GetRequiredService<Sessions>();

    private static TimeSpan Life(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme).ExpireTimeSpan;

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
