using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Documents.Contracts;

/// <summary>Names one stored file. UUIDv7, given by whoever stores it, so that storing twice is storing once.</summary>
public readonly record struct FileId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>
/// Stores content for good, encrypted with the key of (owner, case). InvokeAsync before the commit of the event that names the file.
/// Answer: <see cref="StoredFile"/>; the same id again answers with the first file, whatever the content then is.
/// </summary>
/// <param name="Owner">The citizen whose data it is and who may read it.</param>
/// <param name="Team">The team that has the case and may read it too; null: none yet.</param>
/// <param name="Name">File name shown to people.</param>
/// <param name="Content">A PDF, PNG or JPEG; anything else is refused with <see cref="FileRefusedException"/>.</param>
public sealed record StoreFile(FileId Id, PersonId Owner, CaseId Case, string? Team, string Name, byte[] Content) : IAsk<StoredFile>;

/// <summary>Stores an upload for a day, until <see cref="AttachFiles"/> keeps it. Otherwise as <see cref="StoreFile"/>.</summary>
public sealed record UploadFile(FileId Id, PersonId Owner, CaseId Case, string Name, byte[] Content) : IAsk<StoredFile>;

/// <summary>A file as it lies in the store.</summary>
/// <param name="ContentType">By content, not by name: <c>application/pdf</c>, <c>image/png</c>, <c>image/jpeg</c>.</param>
/// <param name="Size">Bytes of the plain content.</param>
/// <param name="Sha256">Of the plain content, in lower-case hexadecimal.</param>
public sealed record StoredFile(FileId Id, string Name, string ContentType, long Size, string Sha256);

/// <summary>
/// Keeps uploads beyond their day and lets the team of the case read them. Joins the commit of the handler that sends it, so that an upload
/// is kept exactly when the event that names it is stored. Files of other cases or owners are refused with <see cref="FileRefusedException"/>.
/// </summary>
public sealed record AttachFiles(CaseId Case, PersonId Owner, string? Team, IReadOnlyList<FileId> Files);

/// <summary>Hands all files of a case to another team.</summary>
public sealed record MoveFiles(CaseId Case, string Team);

/// <summary>Asks for what is known of files, without content. Answer: <see cref="FilesFound"/>; unknown ids are missing in it.</summary>
public sealed record GetFiles(IReadOnlyList<FileId> Files) : IAsk<FilesFound>;

/// <summary>Answer of <see cref="GetFiles"/>.</summary>
public sealed record FilesFound(IReadOnlyList<StoredFile> Files);

/// <summary>A file cannot be stored or attached. <see cref="Code"/> is stable and the key of a text.</summary>
public sealed class FileRefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
