using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Verwaltung.GraphQl.Http;

/// <summary>
/// GraphiQL, the browser's workbench for the API. Page and boot script are embedded; the libraries come from the host's <c>/lib</c>. No inline
/// script, so that a strict content security policy holds.
/// </summary>
internal static class GraphiQlPage
{
    // GraphiQL's own style sheet carries its fonts and icons as data: addresses.
    private const string ContentSecurityPolicy =
        "default-src 'self'; font-src 'self' data:; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder app, string path)
    {
        var page = Resource("graphiql.html").Replace("{path}", HtmlEncoder.Default.Encode(path), StringComparison.Ordinal);
        var script = Resource("graphiql.js");
        var style = Resource("graphiql.css");
        app.MapGet("/graphiql", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            return Results.Text(page, "text/html; charset=utf-8");
        }).ExcludeFromDescription();
        app.MapGet("/graphiql/boot.js", () => Results.Text(script, "text/javascript; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/graphiql/boot.css", () => Results.Text(style, "text/css; charset=utf-8")).ExcludeFromDescription();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(GraphiQlPage).Assembly.GetManifestResourceStream($"Verwaltung.GraphQl.Http.{name}")
            ?? throw new InvalidOperationException($"Expected the embedded file {name} but found none.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
