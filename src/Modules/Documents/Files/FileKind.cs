using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Files;

/// <summary>What a file is by its first bytes; name and declared type are a person's claim.</summary>
internal static class FileKind
{
    private static readonly (byte[] Start, string Type)[] Known =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
    ];

    internal const int MaxBytes = 20 * 1024 * 1024;

    /// <exception cref="FileRefusedException">Empty, too large, or of no accepted kind.</exception>
    internal static string Of(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            throw new FileRefusedException("files.empty", "The file is empty.");
        if (content.Length > MaxBytes)
            throw new FileRefusedException("files.too-large", "The file is larger than 20 MB.");
        foreach (var (start, type) in Known)
            if (content.StartsWith(start))
                return type;
        throw new FileRefusedException("files.kind", "The file is no PDF, PNG or JPEG.");
    }
}
