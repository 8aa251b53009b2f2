using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Letters;

/// <summary>One running PDF engine: a Node process that reads letters and answers with PDFs until its input is closed, by us or by our end.</summary>
internal sealed class PdfProcess : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Process _process;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<byte[]>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private long _last;
    private bool _isDisposed;

    private PdfProcess(Process process)
    {
        _process = process;
        _ = Task.Run(ReadAsync);
        _ = process.StandardError.ReadToEndAsync();
    }

    /// <exception cref="LettersUnavailableException">Node or the packages are missing.</exception>
    internal static PdfProcess Start(string node)
    {
        using var script = new StreamReader(typeof(PdfProcess).Assembly.GetManifestResourceStream("Verwaltung.Documents.Letters.letters.mjs")!);
        var start = new ProcessStartInfo(node, ["--input-type=module", "--eval", script.ReadToEnd()])
        {
            WorkingDirectory = NodePackages.Find(), // imports of a script given as text are looked up from here
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        try
        {
            return new(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new LettersUnavailableException("Node 20 or newer is needed to make letters, and 'node' cannot be run here.", missing);
        }
    }

    internal bool IsDead { get; private set; }

    internal int Id => _process.Id;

    /// <exception cref="PdfProcessDiedException">The process ended before it answered; another one may do it.</exception>
    /// <exception cref="InvalidOperationException">The engine refused the letter: a bug on one of the two sides.</exception>
    internal async Task<byte[]> RenderAsync(PdfPage letter, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteAsync(JsonSerializer.Serialize(new { id, letter = (object)letter }, Json));
        if (IsDead)
            answer.TrySetException(new PdfProcessDiedException());
        return await answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Ends the process: from now on it is dead, also for those who still wait for it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        IsDead = true;
        _process.Kill();
        _process.Dispose();
    }

    private async Task WriteAsync(string line)
    {
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            IsDead = true; // it ended, or was ended because another letter got no answer
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line) Take(JsonSerializer.Deserialize<Answer>(line, Json)!);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            IsDead = true; // ended by us while it was read
        }
        finally
        {
            IsDead = true;
            foreach (var waiting in _waiting.Values) waiting.TrySetException(new PdfProcessDiedException());
        }
    }

    private void Take(Answer answer)
    {
        if (!_waiting.TryRemove(answer.Id, out var waiting)) return;
        if (answer.Pdf is { } pdf) waiting.TrySetResult(pdf);
        else waiting.TrySetException(new InvalidOperationException($"Expected a PDF from the engine, but it said: {answer.Error}"));
    }

    private sealed record Answer(long Id, byte[]? Pdf, string? Error);
}

/// <summary>The Node process ended with letters unanswered.</summary>
internal sealed class PdfProcessDiedException() : Exception("The PDF engine's process ended before it answered.");
