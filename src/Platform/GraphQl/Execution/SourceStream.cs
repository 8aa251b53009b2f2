using System.Runtime.CompilerServices;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>Subscribes to what a subscription field reports (GraphQL, section 6.2.3.1, source event stream).</summary>
internal delegate IAsyncEnumerable<SourceEvent> SourceStream(ResolverContext context);

/// <summary>An event: the root value of one execution, whose only field it is.</summary>
internal sealed record SourceEvent(object? Value)
{
    /// <summary>The source stream of a resolver that answers <c>IAsyncEnumerable&lt;T&gt;</c>.</summary>
    public static SourceStream StreamOf(Resolver resolver, Type item)
    {
        var make = typeof(SourceEvent)
            .GetMethod(nameof(Of), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(item);
        return (SourceStream)make.Invoke(null, [resolver])!;
    }

    private static SourceStream Of<T>(Resolver resolver) => context => EventsAsync<T>(resolver, context);

    private static async IAsyncEnumerable<SourceEvent> EventsAsync<T>(
        Resolver resolver, ResolverContext context, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = (IAsyncEnumerable<T>)(
            await resolver(context) ?? throw new InvalidOperationException($"Expected {context.Field.Name} to answer a stream but found null."));
        await foreach (var item in stream.WithCancellation(cancellationToken))
            yield return new(item);
    }
}
