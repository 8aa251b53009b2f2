namespace Verwaltung.Testing;

/// <summary>Waits for something that other threads or processes do; what does not come fails the test with its name.</summary>
public static class Eventually
{
    private const int Look = 25; // milliseconds

    /// <summary>Looks until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within <paramref name="seconds"/>.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string expectation, int seconds = 60)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await condition())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"Expected {expectation} within {seconds} s.");
            await Task.Delay(Look);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string, int)"/>
    public static Task TrueAsync(Func<bool> condition, string expectation, int seconds = 60) =>
        TrueAsync(() => Task.FromResult(condition()), expectation, seconds);
}
