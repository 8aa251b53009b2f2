using JasperFx.Events;
using Verwaltung.Events;
using Verwaltung.Messaging;

namespace Verwaltung.Testing;

/// <summary>
/// What happened before, for tests of <c>Decide</c> functions in memory: <c>Decide(command, Given.Events&lt;Case&gt;(...), Given.Context())</c>.
/// </summary>
public static class Given
{
    /// <summary>The aggregate that these events make.</summary>
    /// <exception cref="InvalidOperationException">They make none.</exception>
    public static T Events<T>(params ReadOnlySpan<object> events) where T : class
    {
        var stored = new List<IEvent>();
        foreach (var e in events) stored.Add((IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(e.GetType()), e)!);
        return stored.Fold<T>() ?? throw new InvalidOperationException($"Expected these events to make a {typeof(T).Name}.");
    }

    /// <summary>A context whose ids a test can write down: <c>00000000-0000-7000-8000-000000000001</c> and on.</summary>
    /// <param name="now">Null: where the virtual clock begins.</param>
    /// <param name="version">Of the stream.</param>
    public static Context Context(DateTimeOffset? now = null, long version = 1) => new(now ?? new VirtualClock().GetUtcNow(), version, new CountingIds().Next);
}
