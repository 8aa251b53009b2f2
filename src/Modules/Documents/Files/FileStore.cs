using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Documents.Files;

/// <summary>Whose file it is: the person and the case whose key it is encrypted with, the team that has the case.</summary>
internal sealed record FileRights(PersonId Owner, CaseId Case, string? Team);

/// <param name="ExpiresAt">Until when an upload waits for a case to name it; null: a case's file.</param>
internal readonly record struct FoundFile(StoredFile File, FileRights Rights, DateTimeOffset? ExpiresAt);

internal sealed class FileStore(NpgsqlDataSource database, PersonalKeys personal, TimeProvider clock)
{
    internal const int MostPending = 50;
    internal const long MostPendingBytes = 200L * 1024 * 1024;
    internal static readonly TimeSpan UploadLife = TimeSpan.FromDays(1);

    /// <summary>Stores once: a second file of the same id is not stored, and the first is the answer if it is the same person's and case's.</summary>
    internal async Task<StoredFile> StoreAsync(StoreFile file, bool pending, CancellationToken cancellation)
    {
        var type = FileKind.Of(file.Content);
        var now = clock.GetUtcNow();
        if (pending)
            await RefuseFloodAsync(file, now, cancellation);
        await database.ExecuteAsync(
            """
            insert into files (id, owner, case_id, team, content_type, size, sha256, name, content, stored_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing
            """,
            cancellation, file.Id.Value, file.Owner.Value, file.Case.Value, file.Team, type, (long)file.Content.Length,
            Convert.ToHexStringLower(SHA256.HashData(file.Content)),
            await EncryptAsync(file, Encoding.UTF8.GetBytes(SafeName(file.Name)), "name", cancellation),
            await EncryptAsync(file, file.Content, "content", cancellation), now, pending ? now + UploadLife : (DateTimeOffset?)null);
        return await FindAsync(file.Id, cancellation) is { } found && found.Rights is var rights && rights.Owner == file.Owner && rights.Case == file.Case
            ? found.File
            : throw new FileRefusedException("files.id-taken", "Another file has this id.");
    }

    /// <summary>What is known of a file without its content; null if there is none.</summary>
    internal async Task<FoundFile?> FindAsync(FileId id, CancellationToken cancellation)
    {
        if (await database.FindAsync<FileRow>($"select {Row<FileRow>.Columns} from files where id = $1", cancellation, id.Value) is not { } row)
            return null;
        var rights = new FileRights(row.Owner, row.CaseId, row.Team);
        var name = await DecryptAsync(id, rights, row.Name, "name", cancellation);
        return new FoundFile(
            new(id, name is null ? Forgotten : Encoding.UTF8.GetString(name), row.ContentType, row.Size, row.Sha256), rights, row.ExpiresAt);
    }

    /// <exception cref="InvalidDataException">The content is not what was stored.</exception>
    internal async Task<byte[]?> ReadAsync(StoredFile file, FileRights rights, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<byte[]>("select content from files where id = $1", cancellation, file.Id.Value) is not { } encrypted
            || await DecryptAsync(file.Id, rights, encrypted, "content", cancellation) is not { } content)
            return null;
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256
            ? content
            : throw new InvalidDataException($"Expected file {file.Id} to have the SHA-256 {file.Sha256}, but it has another.");
    }

    /// <summary>Deletes uploads that were named by no case in time. An hour's grace keeps away from commits that are just naming them.</summary>
    internal Task<int> DeleteExpiredAsync(CancellationToken cancellation) =>
        database.ExecuteAsync("delete from files where expires_at < $1", cancellation, clock.GetUtcNow() - TimeSpan.FromHours(1));

    // What no application names yet is kept for a day; nobody fills the database with it.
    private async Task RefuseFloodAsync(StoreFile file, DateTimeOffset now, CancellationToken cancellation)
    {
        var isRoom = await database.ScalarAsync<bool>(
            "select count(*) < $4 and coalesce(sum(size), 0) + $5 <= $6 from files where owner = $1 and id <> $2 and expires_at > $3",
            cancellation, file.Owner.Value, file.Id.Value, now, MostPending, (long)file.Content.Length, MostPendingBytes);
        if (!isRoom)
            throw new FileRefusedException("files.too-many", "Too many files were uploaded today without being sent with an application.");
    }

    private const string Forgotten = "███";

    private Task<byte[]> EncryptAsync(StoreFile file, byte[] plain, string part, CancellationToken cancellation) =>
        personal.EncryptAsync(file.Owner.Value, file.Case.Value, plain, Context(file.Id, part), cancellation);

    private Task<byte[]?> DecryptAsync(FileId id, FileRights rights, byte[] cipher, string part, CancellationToken cancellation) =>
        personal.DecryptAsync(rights.Owner.Value, rights.Case.Value, cipher, Context(id, part), cancellation);

    private static string Context(FileId id, string part) => $"file:{id}:{part}";

    // A browser may send a whole path. Control characters would end up in a header; marks of direction make "fdp.exe" look like "exe.pdf".
    private static string SafeName(string name)
    {
        var last = string.Concat(name.Split('/', '\\')[^1].EnumerateRunes().Where(IsShown)).Trim();
        return last.Length == 0 ? "Datei" : string.Concat(last.EnumerateRunes().Take(150));
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private sealed record FileRow(
        PersonId Owner, CaseId CaseId, string? Team, string ContentType, long Size, string Sha256, byte[] Name, DateTimeOffset? ExpiresAt);
}
