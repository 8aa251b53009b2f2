using System.Security.Claims;

namespace Verwaltung.GraphQl;

/// <summary>Runs requests against the schema, for the HTTP endpoint and for pages in the same process. Safe for concurrent use.</summary>
public sealed class GraphQlExecutor(GraphQlSchema schema, GraphQlOptions options)
{
    /// <summary>Parses, validates and executes a request.</summary>
    /// <param name="request">The document, its variables and the operation's name.</param>
    /// <param name="services">The scope from which resolvers get their services.</param>
    /// <param name="user">The person on whose behalf it runs.</param>
    /// <param name="cancellationToken">Cancels the execution; then <see cref="OperationCanceledException"/> is thrown.</param>
    /// <returns>The response. Faults of the request and of resolvers are errors in it, never exceptions.</returns>
    public Task<ExecutionResult> ExecuteAsync(GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{schema}{options}");
}
