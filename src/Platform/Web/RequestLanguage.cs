using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.Web;

/// <summary>The language of a request: <c>?lang=en</c> (remembered in a cookie), the cookie, <c>Accept-Language</c>, German.</summary>
public static class RequestLanguage
{
    private const string Name = "lang";

    /// <summary>The language in which to answer this request.</summary>
    public static CultureInfo Of(HttpContext? context) =>
        Supported(context?.Request.Query[Name])
        ?? Supported(context?.Request.Cookies[Name])
        ?? Accepted(context)
        ?? TextCatalogue.Languages[0];

    internal static CultureInfo Current(IServiceProvider services) =>
        Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext);

    /// <summary>Remembers the choice for a year. Strictly necessary for what was asked for (§ 25(2) TDDDG), so without a banner.</summary>
    internal static Task Remember(HttpContext context, RequestDelegate next)
    {
        if (Supported(context.Request.Query[Name]) is { } chosen)
            context.Response.Cookies.Append(Name, chosen.TwoLetterISOLanguageName, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                Secure = context.Request.IsHttps,
            });
        return next(context);
    }

    private static CultureInfo? Accepted(HttpContext? context) =>
        context?.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Supported(l.Value.Value))
            .FirstOrDefault(c => c is not null);

    private static CultureInfo? Supported(string? name) =>
        name is null ? null : TextCatalogue.Languages.FirstOrDefault(c => name.StartsWith(c.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase));
}
