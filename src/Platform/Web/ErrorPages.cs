using System.Diagnostics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Verwaltung.Web;

/// <summary>
/// Gives every failed request an answer that says what happened and what to do now: a page in the frame for people, a problem
/// document (RFC 9457) for programs. 401 leads to sign-in. Answers that already have a body are left alone.
/// </summary>
internal sealed class ErrorPages(WebOptions options, ILogger<ErrorPages> log)
{
    public static Task Run(HttpContext context, RequestDelegate next) =>
        context.RequestServices.GetRequiredService<ErrorPages>().RunAsync(context, next);

    /// <summary>
    /// Stands after UseAntiforgery, which only notes its verdict: the framework would answer a forged or outdated form, and one too large, with an empty 400.
    /// </summary>
    public static Task RefuseInvalidForm(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false, Error: var error }
            ? throw Unreadable(error)
            : next(context);

    private async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        string? reason = null;
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            (context.Response.StatusCode, reason) = Status(e);
            if (context.Response.StatusCode >= 500)
                log.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        }
        catch (PageStatusException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // whoever asked has gone, in the middle of a form: nobody is left to be told, and nothing failed
        }
        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0 })
            await AnswerAsync(context, context.Response.StatusCode, reason);
    }

    private static (int Status, string? Reason) Status(Exception e) => e switch
    {
        PageStatusException page => (page.Status, page.Reason),
        BadHttpRequestException bad => (bad.StatusCode, null),
        AntiforgeryValidationException => Status(Unreadable(e)),
        _ => (StatusCodes.Status500InternalServerError, null),
    };

    private static PageStatusException Unreadable(Exception? error)
    {
        for (var e = error; e is not null; e = e.InnerException)
            if (e is BadHttpRequestException { StatusCode: 413 })
                return new PageStatusException(StatusCodes.Status413PayloadTooLarge);
            else if (e is InvalidDataException broken)
                return Broken(broken.Message);
        return new PageStatusException(StatusCodes.Status400BadRequest, "form");
    }

    /// <summary>The framework tells its limits (<c>FormOptions</c>) apart by words alone.</summary>
    private static PageStatusException Broken(string words) => words switch
    {
        _ when words.StartsWith("Multipart body length limit", StringComparison.Ordinal) => new PageStatusException(StatusCodes.Status413PayloadTooLarge),
        _ when words.StartsWith("Form value count limit", StringComparison.Ordinal) => new PageStatusException(StatusCodes.Status400BadRequest, "fields"),
        _ when words.StartsWith("Form ", StringComparison.Ordinal)
            && words.Contains(" length limit ", StringComparison.Ordinal) => new PageStatusException(StatusCodes.Status400BadRequest, "text"),
        _ => new PageStatusException(StatusCodes.Status400BadRequest, "unreadable"),
    };

    private async Task AnswerAsync(HttpContext context, int status, string? reason)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        if (!WantsPage(context.Request))
            await Results.Problem(statusCode: status, extensions: new Dictionary<string, object?> { ["traceId"] = TraceId(context) }).ExecuteAsync(context);
        else if (status == StatusCodes.Status401Unauthorized)
            context.Response.Redirect(SignIn(context.Request));
        else
            await RenderAsync(context, status, reason);
    }

    // A form that was sent after the session had ended is lost: the page for signing in says so.
    private string SignIn(HttpRequest request) =>
        $"{options.SignInPath}?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}"
        + (HttpMethods.IsPost(request.Method) ? "&unsaved=true" : "");

    // A scope of its own: the renderer of the request may stand in the middle of the page that failed.
    private static async Task RenderAsync(HttpContext context, int status, string? reason)
    {
        var services = context.RequestServices;
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        try
        {
            context.RequestServices = scope.ServiceProvider;
            var parameters = new Dictionary<string, object?>
            {
                [nameof(ErrorDocument.Status)] = status,
                [nameof(ErrorDocument.Reason)] = reason,
                [nameof(ErrorDocument.TraceId)] = TraceId(context),
            };
            await new RazorComponentResult<ErrorDocument>(parameters) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }

    private static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html");

    internal static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
