using System.Diagnostics;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Letters;

namespace Verwaltung.Documents.Tests;

public sealed class PdfEngineTests : IDisposable
{
    private const string Refusal = """
        ---
        title: Bescheid
        subject: Ihr Antrag auf einen Bewohnerparkausweis
        from: Stadt Dortmund
        from: Bürgerdienste
        from: 44122 Dortmund
        to: Halina Kosmala
        to: Kreuzstraße 22
        to: 44139 Dortmund
        info: Aktenzeichen: 33.52-2026/000417
        sign: Im Auftrag
        sign: Thöne
        ---
        Sehr geehrte Frau Öztürk,

        Ihr Antrag wird **abgelehnt**.

        ## Gründe

        1. Keine Zone
        2. Kein Ermessen

        > ## Rechtsbehelfsbelehrung
        >
        > Gegen diesen Bescheid kann innerhalb eines Monats Klage erhoben werden.
        """;

    private readonly PdfEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_letter_is_a_tagged_PDF_in_German_with_title_and_structure()
    {
        var pdf = await _engine.RenderAsync(Read(Refusal), default);
        Assert.StartsWith("""
            Title:           Bescheid
            Subject:         Ihr Antrag auf einen Bewohnerparkausweis
            Author:          Stadt Dortmund
            """, await ToolAsync("pdfinfo", "-enc UTF-8", pdf), StringComparison.Ordinal);
        Assert.Contains("Tagged:          yes", await ToolAsync("pdfinfo", "", pdf), StringComparison.Ordinal);
        Assert.Equal(
            "Document P P P P P P P P P H1 P P H2 L LI Lbl LBody P LI Lbl LBody P Sect H2 P P P",
            string.Join(' ', (await ToolAsync("pdfinfo", "-struct", pdf)).Split('\n').Where(l => l.Length > 0).Select(l => l.Trim().Split(' ')[0])));
        var raw = System.Text.Encoding.Latin1.GetString(pdf);
        Assert.Contains("/Lang (de-DE)", raw, StringComparison.Ordinal);
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_words_can_be_read_and_found()
    {
        var text = await ToolAsync("pdftotext", "-enc UTF-8", await _engine.RenderAsync(Read(Refusal), default));
        Assert.All(
            ["Stadt Dortmund · Bürgerdienste · 44122 Dortmund", "Kreuzstraße 22", "Datum: 24.11.2026", "Sehr geehrte Frau Öztürk,", "Ihr Antrag wird abgelehnt.", "Seite 1 von 1", "Thöne"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_recipient_stands_in_the_window_of_the_envelope()
    {
        var pdf = await _engine.RenderAsync(Read(Refusal), default);
        // DIN 5008 form B in points: the address zone, 20-105 mm from the left and 62.7-90 mm from the top.
        var window = await ToolAsync("pdftotext", "-enc UTF-8 -x 57 -y 178 -W 241 -H 78", pdf);
        Assert.Equal("Halina Kosmala Kreuzstraße 22 44139 Dortmund", string.Join(' ', window.Split('\n', '\f').Where(l => l.Length > 0)));
    }

    [Fact]
    public async Task A_long_letter_goes_over_several_numbered_pages()
    {
        var pdf = await _engine.RenderAsync(Read(Refusal + string.Concat(Enumerable.Repeat("\n\nNoch ein Satz, der eine ganze Zeile lang ist und dann noch eine.", 120))), default);
        var text = await ToolAsync("pdftotext", "-enc UTF-8", pdf);
        Assert.Equal(120, text.Split("Noch ein Satz").Length - 1);
        Assert.Equal(["Seite 1 von 5", "Seite 2 von 5", "Seite 3 von 5", "Seite 4 von 5", "Seite 5 von 5"], text.Split('\n').Where(l => l.StartsWith("Seite ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_dead_engine_is_started_again()
    {
        await _engine.RenderAsync(Read(Refusal), default);
        var first = _engine.ProcessId;
        using (var process = Process.GetProcessById(first))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        Assert.NotEmpty(await _engine.RenderAsync(Read(Refusal), default));
        Assert.NotEqual(first, _engine.ProcessId);
    }

    [Fact]
    public async Task Many_letters_at_once_get_their_own_answers()
    {
        var pdfs = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => _engine.RenderAsync(Read(Refusal.Replace("title: Bescheid", $"title: Bescheid {n}", StringComparison.Ordinal)), default)));
        var titles = await Task.WhenAll(pdfs.Select(async pdf => (await ToolAsync("pdfinfo", "", pdf)).Split('\n')[0]));
        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"Title:           Bescheid {n}"), titles);
    }

    [Fact]
    public async Task Without_Node_the_health_check_says_so()
    {
        using var engine = new PdfEngine("node-that-is-not-there");
        await Assert.ThrowsAsync<LettersUnavailableException>(() => engine.RenderAsync(Read(Refusal), default));
        var health = await engine.CheckHealthAsync(new());
        Assert.Equal("Node 20 or newer is needed to make letters, and 'node' cannot be run here.", health.Description);
    }

    private static Letter Read(string text) => LetterReader.Read(text, LetterKind.Letter, "24.11.2026", "de-DE", new("Datum", "Seite {0} von {1}"));

    private static async Task<string> ToolAsync(string tool, string options, byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), $"letter-{Guid.CreateVersion7():n}.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        try
        {
            var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
            foreach (var argument in options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(file))
                start.ArgumentList.Add(argument);
            if (tool == "pdftotext")
                start.ArgumentList.Add("-");
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"'{tool}' (poppler-utils) is not installed, so the letter's inside was not looked at.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
