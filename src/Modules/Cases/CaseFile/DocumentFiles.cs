using Verwaltung.Documents.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;

namespace Verwaltung.Cases;

[ExtendObjectType(typeof(CaseDocument))]
internal static class DocumentFiles
{
    [GraphQLDescription("Media type, for example `application/pdf`; null when the file is gone.")]
    public static async Task<string?> ContentTypeAsync([Parent] CaseDocument document, DataLoader<Guid, StoredFile> files) =>
        (await files.LoadAsync(document.File.Value))?.ContentType;

    [GraphQLDescription("Bytes; null when the file is gone.")]
    public static async Task<long?> SizeAsync([Parent] CaseDocument document, DataLoader<Guid, StoredFile> files) =>
        (await files.LoadAsync(document.File.Value))?.Size;

    [DataLoader]
    internal static async Task<IReadOnlyDictionary<Guid, StoredFile>> StoredFilesAsync(
        IReadOnlyList<Guid> keys, IRunner runner, CancellationToken cancellation) =>
            (await runner.InvokeAsync<FilesFound>(new GetFiles([.. keys.Select(key => new FileId(key))]), cancellation: cancellation))
            .Files.ToDictionary(file => file.Id.Value);
}
