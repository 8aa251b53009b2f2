using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Verwaltung.GraphQl.Http;

namespace Verwaltung.GraphQl;

/// <summary>Serves GraphQL over HTTP.</summary>
public static class GraphQlEndpoints
{
    /// <summary>
    /// Serves the schema at <paramref name="path"/> (POST for everything, GET for queries; subscriptions as <c>text/event-stream</c> or over
    /// <c>graphql-transport-ws</c>) and GraphiQL at <c>/graphiql</c>.
    /// GraphiQL's own files are expected under <c>/lib</c> (graphiql, react, react-dom).
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQl(this WebApplication app, string path = "/graphql")
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseWebSockets();
        GraphiQlPage.Map(app, path);
        // CSRF: a foreign page cannot send application/json without the browser asking first, and GET changes nothing; so no antiforgery token is needed here.
        return app.MapMethods(path, [HttpMethods.Get, HttpMethods.Post, HttpMethods.Connect], GraphQlHttp.AnswerAsync).DisableAntiforgery();
    }
}
