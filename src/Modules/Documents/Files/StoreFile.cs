using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Files;

internal static class StoreFileHandler
{
    public static Task<StoredFile> HandleAsync(StoreFile file, FileStore files, CancellationToken cancellation) =>
        files.StoreAsync(file, pending: false, cancellation);

    public static Task<StoredFile> HandleAsync(UploadFile upload, FileStore files, CancellationToken cancellation) =>
        files.StoreAsync(new(upload.Id, upload.Owner, upload.Case, null, upload.Name, upload.Content), pending: true, cancellation);
}
