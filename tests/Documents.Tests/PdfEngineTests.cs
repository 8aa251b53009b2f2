using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Letters;
using Verwaltung.Testing;

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
        using var reading = new PdfReading(pdf);
        Assert.Equal(("Bescheid", "Ihr Antrag auf einen Bewohnerparkausweis", "Stadt Dortmund"), reading.About);
        Assert.True(reading.IsTagged);
        Assert.Equal("Document P P P P P P P P P H1 P P H2 L LI Lbl LBody P LI Lbl LBody P Sect H2 P P P", string.Join(' ', reading.Structure));
        var raw = System.Text.Encoding.Latin1.GetString(pdf);
        Assert.Contains("/Lang (de-DE)", raw, StringComparison.Ordinal);
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_words_can_be_read_and_found()
    {
        using var reading = new PdfReading(await _engine.RenderAsync(Read(Refusal), default));
        var text = string.Join('\n', reading.Lines);
        Assert.All(
            ["Stadt Dortmund · Bürgerdienste · 44122 Dortmund", "Kreuzstraße 22", "Datum: 24.11.2026", "Sehr geehrte Frau Öztürk,", "Ihr Antrag wird abgelehnt.", "Seite 1 von 1", "Thöne"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_recipient_stands_in_the_window_of_the_envelope()
    {
        using var reading = new PdfReading(await _engine.RenderAsync(Read(Refusal), default));
        // DIN 5008 form B in points: the address zone, 20-105 mm from the left and 62.7-90 mm from the top.
        Assert.Equal(
            [("Halina", true), ("Kosmala", true), ("Kreuzstraße", true), ("22", true), ("44139", true), ("Dortmund", true)],
            reading.WordsIn(page: 1, left: 57, top: 178, width: 241, height: 78));
    }

    [Fact]
    public async Task A_long_letter_goes_over_several_numbered_pages()
    {
        using var reading = new PdfReading(await _engine.RenderAsync(
            Read(Refusal + string.Concat(Enumerable.Repeat("\n\nNoch ein Satz, der eine ganze Zeile lang ist und dann noch eine.", 120))), default));
        Assert.Equal(120, string.Join('\n', reading.Lines).Split("Noch ein Satz").Length - 1);
        Assert.Equal(
            ["Seite 1 von 5", "Seite 2 von 5", "Seite 3 von 5", "Seite 4 von 5", "Seite 5 von 5"], reading.Lines.Where(line => line.StartsWith("Seite ", StringComparison.Ordinal)));
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
    public async Task An_engine_that_stands_still_is_ended_and_the_next_letter_has_another()
    {
        using var engine = new PdfEngine(patience: TimeSpan.FromSeconds(10));
        Assert.NotEmpty(await engine.RenderAsync(Read(Refusal), default));
        using (var stop = Process.Start("kill", ["-STOP", $"{engine.ProcessId}"])) await stop.WaitForExitAsync();

        await Assert.ThrowsAsync<LettersUnavailableException>(() => engine.RenderAsync(Read(Refusal), default));

        Assert.NotEmpty(await engine.RenderAsync(Read(Refusal), default));
        Assert.Equal(HealthStatus.Healthy, (await engine.CheckHealthAsync(new())).Status);
    }

    [Fact]
    public async Task Many_letters_at_once_get_their_own_answers()
    {
        var pdfs = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => _engine.RenderAsync(Read(Refusal.Replace("title: Bescheid", $"title: Bescheid {n}", StringComparison.Ordinal)), default)));
        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"Bescheid {n}"), pdfs.Select(pdf =>
        {
            using var reading = new PdfReading(pdf);
            return reading.About.Title;
        }));
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
}
