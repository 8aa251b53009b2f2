using System.Diagnostics;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Letters;
using Verwaltung.Testing;

namespace Verwaltung.Documents.Tests;

public sealed class RenderPassTests : IDisposable
{
    private const string Code = "VP1.GU-2026-00417.20261201.20271130.3fA9xY1c.MEUCIQDx-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghi";

    // jsqr is another implementation than the one that makes the code.
    private const string Reader = """
        import jsqr from 'jsqr';
        const chunks = [];
        for await (const chunk of process.stdin) chunks.push(chunk);
        const rows = Buffer.concat(chunks).toString().trim().split('\n');
        const pixels = Uint8ClampedArray.from([...rows.join('')].flatMap((pixel) => (pixel === '#' ? [0, 0, 0, 255] : [255, 255, 255, 255])));
        process.stdout.write((jsqr.default ?? jsqr)(pixels, rows[0].length, rows.length)?.data ?? 'nothing');
        """;

    private readonly PdfEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Gutenbergstraße")]
    [InlineData("Geschwister-Scholl-Straße und angrenzende Höfe bis zum Burgtor")]
    public async Task A_pass_is_one_tagged_page_with_its_facts_in_reading_order(string zone)
    {
        using var pass = new PdfReading(await PassAsync(zone));

        Assert.True(pass.IsTagged);
        Assert.Equal(1, pass.PageCount);
        Assert.Equal(["Stadt Dortmund", "Bewohnerparkausweis Nr. GU-2026-00417", "Zone", zone, "Kennzeichen", "DO-LB 417"], pass.Lines.Take(6));
    }

    [Fact]
    public async Task Another_implementation_reads_the_code_off_the_printed_page()
    {
        using var pass = new PdfReading(await PassAsync("Gutenbergstraße"));

        var picture = pass.Photograph(page: 1, resolution: 100).Select(row => string.Concat(row.Select(black => black ? '#' : '.')));

        Assert.Equal(Code, await NodeAsync(Reader, string.Join('\n', picture)));
    }

    private async Task<byte[]> PassAsync(string zone) => (await RenderPassHandler.HandleAsync(
        new("Stadt Dortmund", "Bewohnerparkausweis Nr. GU-2026-00417", [new("Zone", zone, 54), new("Kennzeichen", "DO-LB 417", 36)], Code, "Prüfcode", ["Widerruf vorbehalten."]),
        _engine, default)).Content;

    private static async Task<string> NodeAsync(string program, string input)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "--eval", program])
        {
            WorkingDirectory = TestDatabase.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var reading = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await reading;
    }
}
