using Microsoft.Extensions.Logging;

namespace Verwaltung.GraphQl.Execution;

/// <summary>
/// The source stream of one subscription (GraphQL, section 6.2.3). It is opened with the first event asked for, when the person may have it; what
/// goes wrong ends it with a fault.
/// </summary>
internal sealed class Subscription(RequestContext request, FieldPlan field, IReadOnlyDictionary<string, object?> variables, ILogger logger) : IAsyncDisposable
{
    private IAsyncEnumerator<SourceEvent>? events;

    /// <summary>Why it ended; null when the source had no more to tell.</summary>
    public GraphQlError? Fault { get; private set; }

    public async ValueTask<SourceEvent?> NextAsync()
    {
        try
        {
            events ??= await OpenAsync();
            return await events.MoveNextAsync() ? events.Current : null;
        }
        catch (OperationCanceledException) when (request.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            Fault = new FieldFaults(logger, request.CancellationToken).ErrorOf(fault, field, [field.Key]);
            return null;
        }
    }

    public ValueTask DisposeAsync() => events?.DisposeAsync() ?? default;

    private async Task<IAsyncEnumerator<SourceEvent>> OpenAsync()
    {
        var context = new ResolverContext(request, field.Field, this, field.Arguments(variables));
        if (field.Field.Authorization is { } authorization)
            await Authorizer.CheckAsync(authorization, request, this);
        return field.Field.Source!(context).GetAsyncEnumerator(request.CancellationToken);
    }
}
