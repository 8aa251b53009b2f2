using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What leaves the house: letters as PDF, mails in the development folder.</summary>
internal static partial class Papers
{
    /// <summary>The smallest thing that counts as a photo.</summary>
    public static byte[] Photo => [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xD9];

    /// <summary>The words of a PDF with single spaces between them.</summary>
    public static async Task<string> TextAsync(byte[] pdf)
    {
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(pdf, 0, 8), StringComparison.Ordinal);
        if (!File.Exists("/usr/bin/pdftotext"))
            Assert.Skip("pdftotext (Debian's poppler-utils) is not installed: what the letters say was not read.");
        using var reader = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await reader.StandardInput.BaseStream.WriteAsync(pdf);
        reader.StandardInput.Close();
        return Spaces().Replace(await reader.StandardOutput.ReadToEndAsync(), " ");
    }

    /// <summary>The mails to an address, header and body, decoded.</summary>
    public static IReadOnlyList<string> MailsTo(string address, string dataFolder) =>
        [.. new DirectoryInfo(Path.Combine(dataFolder, "mail")).GetFiles("*.eml").Select(file => Decode(File.ReadAllText(file.FullName)))
            .Where(mail => mail.Contains($"To: {address}", StringComparison.Ordinal))];

    private static string Decode(string mail) =>
        Bytes().Replace(mail.Replace("=\r\n", "", StringComparison.Ordinal), run => Encoding.UTF8.GetString(Convert.FromHexString(run.Value.Replace("=", "", StringComparison.Ordinal))));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("(=[0-9A-F]{2})+")]
    private static partial Regex Bytes();
}
