using Microsoft.AspNetCore.Http;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Portal;

/// <summary>Files that come with a form's step, for browsers without JavaScript: stored first, then named by id.</summary>
internal sealed class Uploads(IRunner runner, IdSource ids)
{
    /// <param name="of">Whose file it is, when a clerk captures for somebody; null: the signed-in person's.</param>
    internal async Task<Uploaded> StoreAsync(HttpContext http, Guid draft, string field, IFormFile file, PersonId? of = null)
    {
        var owner = of ?? Actor.From(http.User)!.Id;
        var id = ids.Next();
        using var content = new MemoryStream();
        await file.CopyToAsync(content, http.RequestAborted);
        try
        {
            var stored = await runner.InvokeAsync<StoredFile>(
                new UploadFile(new FileId(id), owner, new CaseId(draft), file.FileName, content.ToArray()), cancellation: http.RequestAborted);
            return new Uploaded(field, id, stored.Name, null);
        }
        catch (FileRefusedException refused)
        {
            return new Uploaded(field, id, file.FileName, refused.Code);
        }
    }
}

/// <param name="Refusal">Code of the reason why the file was not taken, a key of the texts; null if it was.</param>
internal sealed record Uploaded(string Field, Guid File, string Name, string? Refusal);
