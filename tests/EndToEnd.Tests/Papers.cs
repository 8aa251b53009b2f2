using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What leaves the house: letters as PDF, mails in the development folder.</summary>
internal static partial class Papers
{
    /// <summary>The smallest thing that counts as a photo.</summary>
    public static byte[] Photo => [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xD9];

    /// <summary>The words of a PDF with single spaces between them.</summary>
    public static string Text(byte[] pdf)
    {
        using var reading = new PdfReading(pdf);
        return Spaces().Replace(string.Join(' ', reading.Lines), " ");
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
