using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Web;

/// <summary>Registers the web shell with the container.</summary>
public static class WebServices
{
    /// <summary>Adds to what the shell shows; may be called by every module.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services, Action<WebOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = services.Select(s => s.ImplementationInstance).OfType<WebOptions>().SingleOrDefault();
        if (options is null)
            AddShell(services, options = new WebOptions());
        configure(options);
        return services;
    }

    private static void AddShell(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => OfficeSettings.Read(s.GetRequiredService<IConfiguration>()));
        services.AddHttpContextAccessor();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents();
        services.AddRateLimiter(_ => { });
        services.AddAntiforgery(o => (o.FormFieldName, o.Cookie.Name, o.Cookie.SameSite) = ("_token", "verwaltung.token", SameSiteMode.Lax));
        services.AddOptions<AntiforgeryOptions>()
            .Configure(o => (o.Cookie.SecurePolicy, o.SuppressXFrameOptionsHeader) = (CookieSecurePolicy.SameAsRequest, true));
        services.AddSingleton(_ => TextCatalogue.From(options.TextAssemblies));
        services.AddSingleton(_ => WebAssets.From([typeof(WebServices).Assembly, .. options.PageAssemblies]));
        services.AddScoped(s => s.GetRequiredService<TextCatalogue>().In(RequestLanguage.Current(s)));
        services.AddScoped<Graph>();
        services.AddScoped<ErrorPages>();
        // Umlauts as themselves: pages are UTF-8, and people read sources and diffs.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddOptions<FormOptions>().Configure(o => (o.MultipartBodyLengthLimit, o.ValueLengthLimit) = (options.MaxRequestBytes, 1024 * 1024));
        services.AddOptions<KestrelServerOptions>().Configure(o => (o.Limits.MaxRequestBodySize, o.AddServerHeader) = (options.MaxRequestBytes, false));
        AddKeys(services);
    }

    // The key ring lies in PostgreSQL, sealed by the host's KeyRingProtection, so that sessions and forms survive a restart and work on every host.
    private static void AddKeys(IServiceCollection services)
    {
        services.AddSqlScripts(typeof(WebServices).Assembly);
        services.AddDataProtection().SetApplicationName("verwaltung");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o =>
        {
            if (s.GetService<NpgsqlDataSource>() is { } database)
                o.XmlRepository = new PostgresKeyRepository(database, s.GetRequiredService<TimeProvider>());
            if (s.GetService<KeyRingProtection>() is { } protection)
                o.XmlEncryptor = new KeyRingEncryptor(protection);
        }));
        services.AddHostedService(
            s => new KeyRingCheck(s.GetService<NpgsqlDataSource>(), s.GetService<KeyRingProtection>(), s.GetRequiredService<TimeProvider>()));
    }
}
