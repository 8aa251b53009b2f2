using Microsoft.Extensions.Diagnostics.HealthChecks;
using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Letters;

/// <summary>Sets letters as tagged PDF in one long-lived Node process, started with the first letter and again when it has died.</summary>
/// <param name="node">The program to run.</param>
/// <param name="patience">How long it may be silent over a letter before it is ended; half a minute if nothing is said.</param>
internal sealed class PdfEngine(string node = "node", TimeSpan? patience = null) : IHealthCheck, IDisposable
{
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);
    private static readonly Letter Probe = new("sheet", "de-DE", "-", "-", ["-"], [], [], [], [], "");
    private readonly Lock _starting = new();
    private PdfProcess? _process;

    internal int ProcessId => Running().Id;

    /// <exception cref="LettersUnavailableException">There is no engine, it died twice over the letter, or it is silent for too long.</exception>
    internal async Task<byte[]> RenderAsync(PdfPage letter, CancellationToken cancellation)
    {
        try
        {
            return await OnceAsync(letter, cancellation);
        }
        catch (PdfProcessDiedException)
        {
            return await AgainAsync(letter, cancellation);
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await RenderAsync(Probe, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (LettersUnavailableException missing)
        {
            return HealthCheckResult.Unhealthy(missing.Message);
        }
    }

    public void Dispose() => _process?.Dispose();

    private async Task<byte[]> AgainAsync(PdfPage letter, CancellationToken cancellation)
    {
        try
        {
            return await OnceAsync(letter, cancellation);
        }
        catch (PdfProcessDiedException died)
        {
            throw new LettersUnavailableException("The PDF engine died twice over one letter; is Node 20 or newer installed?", died);
        }
    }

    private async Task<byte[]> OnceAsync(PdfPage letter, CancellationToken cancellation)
    {
        var process = Running();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_patience);
        try
        {
            return await process.RenderAsync(letter, limit.Token);
        }
        catch (OperationCanceledException silent) when (!cancellation.IsCancellationRequested)
        {
            process.Dispose();
            throw new LettersUnavailableException($"The PDF engine gave no answer for {_patience.TotalSeconds:0} seconds and was stopped.", silent);
        }
    }

    private PdfProcess Running()
    {
        lock (_starting)
        {
            if (_process is { IsDead: false })
                return _process;
            _process?.Dispose();
            return _process = PdfProcess.Start(node);
        }
    }
}
