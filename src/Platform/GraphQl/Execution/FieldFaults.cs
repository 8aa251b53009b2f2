using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>What the client is told of an exception. What it could not have caused is "internal error" with the trace's id, and logged once.</summary>
internal sealed class FieldFaults(ILogger logger, CancellationToken cancellationToken)
{
    private readonly HashSet<Exception> logged = [];

    public GraphQlError ErrorOf(Exception fault, FieldPlan field, ImmutableArray<object> path) => fault switch
    {
        GraphQlException known => new(known.Message, field.Locations, path, known.Code),
        InputException input => new(input.Message, input.Location is { } place ? [place] : field.Locations, path, ErrorCodes.BadUserInput),
        OperationCanceledException when cancellationToken.IsCancellationRequested =>
            new("The request was cancelled.", field.Locations, path, ErrorCodes.Timeout),
        _ => Internal(fault, field, path),
    };

    private GraphQlError Internal(Exception fault, FieldPlan field, ImmutableArray<object> path)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();
        if (logged.Add(fault)) // a loader's fault reaches every field that waited for it
            logger.LogError(fault, "Field {Path} failed, trace {TraceId}", string.Join('.', path), trace);
        return new("internal error", field.Locations, path, ErrorCodes.Internal, trace);
    }
}
