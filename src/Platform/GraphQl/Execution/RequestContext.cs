using System.Security.Claims;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>What all resolvers of one request share. Its continuations run one after another on the scheduler, so nothing here is locked.</summary>
internal sealed class RequestContext(
    GraphQlSchema schema, IServiceProvider services, ClaimsPrincipal user, RequestScheduler scheduler, CancellationToken cancellationToken)
{
    private Dictionary<object, object>? loaders;

    public GraphQlSchema Schema => schema;

    public IServiceProvider Services => services;

    public ClaimsPrincipal User => user;

    public CancellationToken CancellationToken => cancellationToken;

    public List<GraphQlError>? Errors { get; private set; }

    public void Add(GraphQlError error) => (Errors ??= []).Add(error);

    /// <summary>The request's loader for a definition.</summary>
    public DataLoader<TKey, TValue> Loader<TKey, TValue>(LoaderDefinition<TKey, TValue> definition)
        where TKey : notnull
    {
        loaders ??= [];
        if (!loaders.TryGetValue(definition, out var loader))
            loaders.Add(definition, loader = New(definition));
        return (DataLoader<TKey, TValue>)loader;
    }

    /// <summary>Forgets what was loaded: a mutation may have changed it.</summary>
    public void ResetLoaders() => loaders = null;

    private DataLoader<TKey, TValue> New<TKey, TValue>(LoaderDefinition<TKey, TValue> definition)
        where TKey : notnull => new(keys => definition.Load(this, keys), scheduler);
}

internal sealed record LoaderDefinition<TKey, TValue>(Func<RequestContext, IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> Load);

/// <summary>What one resolver is called with.</summary>
/// <param name="Request">The request it belongs to.</param>
/// <param name="Field">The field to be resolved.</param>
/// <param name="Parent">The object that has the field.</param>
/// <param name="Arguments">The arguments' C# values, in the order of the field's arguments; null where absent.</param>
internal readonly record struct ResolverContext(RequestContext Request, Field Field, object Parent, object?[] Arguments)
{
    public ResolverContext With(object?[] arguments) => this with { Arguments = arguments };
}

/// <summary>Turns what resolver methods return into what the executor awaits.</summary>
internal static class Results
{
    public static ValueTask<object?> Of<T>(Task<T> task) =>
        task.IsCompletedSuccessfully ? new(task.Result) : AwaitAsync(task);

    public static ValueTask<object?> OfValueTask<T>(ValueTask<T> task) =>
        task.IsCompletedSuccessfully ? new(task.Result) : AwaitAsync(task.AsTask());

    private static async ValueTask<object?> AwaitAsync<T>(Task<T> task) => await task;
}
