using System.Diagnostics;
using System.Text;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Letters;
using Verwaltung.Testing;

namespace Verwaltung.Documents.Tests;

public sealed class RenderPassTests : IDisposable
{
    private const string Code = "VP1.GU-2026-00417.20261201.20271130.3fA9xY1c.MEUCIQDx-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghi";

    // jsqr is another implementation than the one that makes the code; pdftoppm takes the photograph.
    private const string Reader = """
        import jsqr from 'jsqr';
        const chunks = [];
        for await (const chunk of process.stdin) chunks.push(chunk);
        const image = Buffer.concat(chunks);
        const [head, width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString('latin1'));
        const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
        for (let i = 0; i < width * height; i++) pixels.set(image.subarray(head.length + 3 * i, head.length + 3 * i + 3), 4 * i);
        process.stdout.write((jsqr.default ?? jsqr)(pixels, +width, +height)?.data ?? 'nothing');
        """;

    private readonly PdfEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Gutenbergstraße")]
    [InlineData("Geschwister-Scholl-Straße und angrenzende Höfe bis zum Burgtor")]
    public async Task A_pass_is_one_tagged_page_with_its_facts_in_reading_order(string zone)
    {
        var pdf = await PassAsync(zone);

        Assert.Contains("Tagged:          yes", Encoding.UTF8.GetString(await ToolAsync("pdfinfo", ["-"], pdf)), StringComparison.Ordinal);
        Assert.Contains("Pages:           1", Encoding.UTF8.GetString(await ToolAsync("pdfinfo", ["-"], pdf)), StringComparison.Ordinal);
        Assert.Equal(
            ["Stadt Dortmund", "Bewohnerparkausweis Nr. GU-2026-00417", "Zone", zone, "Kennzeichen", "DO-LB 417"],
            Encoding.UTF8.GetString(await ToolAsync("pdftotext", ["-raw", "-", "-"], pdf)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[..6]);
    }

    [Fact]
    public async Task Another_implementation_reads_the_code_off_the_printed_page()
    {
        var image = await ToolAsync("pdftoppm", ["-r", "100", "-f", "1", "-l", "1", "-"], await PassAsync("Gutenbergstraße"));

        Assert.Equal(Code, Encoding.UTF8.GetString(await RunAsync("node", ["--input-type=module", "--eval", Reader], image)));
    }

    private async Task<byte[]> PassAsync(string zone) => (await RenderPassHandler.HandleAsync(
        new("Stadt Dortmund", "Bewohnerparkausweis Nr. GU-2026-00417", [new("Zone", zone, 54), new("Kennzeichen", "DO-LB 417", 36)], Code, "Prüfcode", ["Widerruf vorbehalten."]),
        _engine, default)).Content;

    private static Task<byte[]> ToolAsync(string tool, string[] arguments, byte[] input)
    {
        if (!File.Exists($"/usr/bin/{tool}")) Assert.Skip($"{tool} (Debian's poppler-utils) is not installed: the page was not looked at.");
        return RunAsync($"/usr/bin/{tool}", arguments, input);
    }

    private static async Task<byte[]> RunAsync(string program, string[] arguments, byte[] input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = TestDatabase.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await reading;
        return output.ToArray();
    }
}
