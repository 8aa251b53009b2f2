using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Verwaltung.GraphQl;

/// <summary>Serves GraphQL over HTTP.</summary>
public static class GraphQlEndpoints
{
    /// <summary>Serves the schema at <paramref name="path"/> (POST and GET) and GraphiQL at <c>/graphiql</c>.</summary>
    public static IEndpointConventionBuilder MapGraphQl(this IEndpointRouteBuilder app, string path = "/graphql") =>
        throw new NotImplementedException($"{app}{path}");
}
