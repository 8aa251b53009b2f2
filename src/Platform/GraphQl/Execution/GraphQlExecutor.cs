using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>Parses, validates and executes a query or mutation.</summary>
    /// <param name="request">The document, its variables and the operation's name.</param>
    /// <param name="services">The scope from which resolvers get their services.</param>
    /// <param name="user">The person on whose behalf it runs.</param>
    /// <param name="cancellationToken">Cancels the execution; then <see cref="OperationCanceledException"/> is thrown.</param>
    /// <returns>The response. Faults of the request and of resolvers are errors in it, never exceptions.</returns>
    public Task<ExecutionResult> ExecuteAsync(GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ExecuteAsync(request, services, user, isReadOnly: false, cancellationToken);

    internal async Task<ExecutionResult> ExecuteAsync(
        GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user, bool isReadOnly, CancellationToken cancellationToken)
    {
        if (Prepare(request, isReadOnly, out var variables, out var errors) is not { } plan)
            return Refused(errors);
        return plan.Operation.Type == OperationType.Subscription
            ? Refused(
                [new("A subscription is answered as text/event-stream or over graphql-transport-ws.", [plan.Operation.Location], [], ErrorCodes.BadRequest)])
            : await RunAsync(plan, variables, request, services, user, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Executes any operation as a stream of responses: of a query or mutation one, of a subscription one for each event (GraphQL, section 6.2.3),
    /// each in a scope of its own.
    /// A request that is refused has one response. Ends when the source ends or the token is cancelled.
    /// </summary>
    /// <inheritdoc cref="ExecuteAsync(GraphQlRequest, IServiceProvider, ClaimsPrincipal, CancellationToken)"/>
    public IAsyncEnumerable<ExecutionResult> StreamAsync(
        GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        StreamAsync(request, services, user, isReadOnly: false, cancellationToken);

    internal async IAsyncEnumerable<ExecutionResult> StreamAsync(
        GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user, bool isReadOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Prepare(request, isReadOnly, out var variables, out var errors) is not { } plan)
        {
            yield return Refused(errors);
            yield break;
        }

        if (plan.Operation.Type != OperationType.Subscription)
        {
            yield return await InScopeAsync(services, scope => RunAsync(plan, variables, request, scope, user, cancellationToken));
            yield break;
        }

        var subscription = new Subscription(
            new RequestContext(schema, services, user, new RequestScheduler(), cancellationToken), plan.Root(variables)
                .For(plan.RootType)[0], variables, logger);
        await using (subscription)
        {
            while (await subscription.NextAsync() is { } source)
                yield return await InScopeAsync(services, scope => RunAsync(plan, variables, request, scope, user, cancellationToken, source));
            if (subscription.Fault is { } fault)
                yield return Refused([fault]);
        }
    }

    private OperationPlan? Prepare(GraphQlRequest request, bool isReadOnly, out Dictionary<string, object?> variables, out ImmutableArray<GraphQlError> errors)
    {
        ArgumentNullException.ThrowIfNull(request);
        variables = [];
        errors = VariableLimit.IsExceeded(request.Variables, options.MaxVariableNodes)
            ? [new($"The variables hold more than {options.MaxVariableNodes} values.", [], [], ErrorCodes.LimitExceeded)] : [];
        if (!errors.IsEmpty)
            return null;
        var document = documents.Get(request.Query);
        errors = document.Errors;
        if (!errors.IsEmpty)
            return null;
        if (document.Find(request.OperationName, out var problem) is not { } plan)
            errors = [problem!];
        else if (isReadOnly && plan.Operation.Type == OperationType.Mutation)
            errors = [new("Only queries are answered to GET; send mutations with POST.", [plan.Operation.Location], [], ErrorCodes.MethodNotAllowed)];
        else
        {
            var faults = new List<GraphQlError>();
            variables = VariableCoercion.Read(schema, plan.Operation, request.Variables, faults);
            errors = [.. faults];
            return errors.IsEmpty ? plan : null;
        }

        return null;
    }

    private static async Task<ExecutionResult> InScopeAsync(IServiceProvider services, Func<IServiceProvider, Task<ExecutionResult>> run)
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider).ConfigureAwait(false);
    }

    private async Task<ExecutionResult> RunAsync(
        OperationPlan plan, Dictionary<string, object?> variables, GraphQlRequest request, IServiceProvider services, ClaimsPrincipal user,
        CancellationToken cancellationToken, SourceEvent? source = null)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time ?? TimeProvider.System);
        using var aborted = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        var scheduler = new RequestScheduler();
        var context = new RequestContext(schema, services, user, scheduler, deadline.Token);
        var execution = new OperationExecution(context, plan, variables, new(logger, deadline.Token), source);
        try
        {
            var task = scheduler.RunAsync(execution.RunAsync);
            var data = task.IsCompletedSuccessfully ? task.Result : await task.WaitAsync(deadline.Token).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new(data, context.Errors is { } errors ? [.. errors] : []) { Cost = request.ReportsCost ? (plan.Cost, options.MaxCost) : null };
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var message = $"The request took longer than {options.Timeout.TotalSeconds:0.#} s; "
                + "what it was about to change may or may not have been changed.";
            return Refused([new(message, [], [], ErrorCodes.Timeout)]);
        }
    }

    private static ExecutionResult Refused(ImmutableArray<GraphQlError> errors) => new(null, errors, isRequestError: true);
}
