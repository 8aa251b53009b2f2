using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Verwaltung.GraphQl.Execution;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl;

/// <summary>Runs requests against the schema, for the HTTP endpoint and for pages in the same process. Safe for concurrent use.</summary>
public sealed class GraphQlExecutor(GraphQlSchema schema, GraphQlOptions options, ILogger<GraphQlExecutor>? logger = null, TimeProvider? time = null)
{
    private readonly ILogger logger = logger ?? NullLogger<GraphQlExecutor>.Instance;
    private readonly DocumentCache documents = new(schema, options);

    /// <summary>Parses, validates and executes a request.</summary>
    /// <param name="request">The document, its variables and the operation's name.</param>
    /// <param name="services">The scope from which resolvers get their services.</param>
    /// <param name="user">The person on whose behalf it runs.</param>
    /// <param name="cancellationToken">Cancels the execution; then <see cref="OperationCanceledException"/> is thrown.</param>
    /// <returns>The response. Faults of the request and of resolvers are errors in it, never exceptions.</returns>
    public Task<ExecutionResult> ExecuteAsync(GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ExecuteAsync(request, services, user, isReadOnly: false, cancellationToken);

    internal async Task<ExecutionResult> ExecuteAsync(GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user, bool isReadOnly, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (VariableLimit.IsExceeded(request.Variables, options.MaxVariableNodes))
            return Refused([new($"The variables hold more than {options.MaxVariableNodes} values.", [], [], ErrorCodes.LimitExceeded)]);
        var document = documents.Get(request.Query);
        if (!document.Errors.IsEmpty)
            return Refused(document.Errors);
        if (document.Find(request.OperationName, out var problem) is not { } plan)
            return Refused([problem!]);
        if (isReadOnly && plan.Operation.Type != OperationType.Query)
            return Refused([new("Only queries are answered to GET; send mutations with POST.", [plan.Operation.Location], [], ErrorCodes.MethodNotAllowed)]);
        var errors = new List<GraphQlError>();
        var variables = VariableCoercion.Read(schema, plan.Operation, request.Variables, errors);
        return errors.Count > 0 ? Refused([.. errors]) : await RunAsync(plan, variables, services, user, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ExecutionResult> RunAsync(OperationPlan plan, Dictionary<string, object?> variables, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time ?? TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var scheduler = new RequestScheduler();
        var context = new RequestContext(schema, services, user, scheduler, linked.Token);
        var execution = new OperationExecution(context, plan, variables, new(logger, linked.Token));
        try
        {
            var task = scheduler.RunAsync(execution.RunAsync);
            var data = task.IsCompletedSuccessfully ? task.Result : await task.WaitAsync(linked.Token).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new(data, [.. context.Errors ?? []]);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Refused([new($"The request took longer than {options.Timeout.TotalSeconds:0.#} s; what it was about to change may or may not have been changed.", [], [], ErrorCodes.Timeout)]);
        }
    }

    private static ExecutionResult Refused(ImmutableArray<GraphQlError> errors) => new(null, errors, isRequestError: true);
}
