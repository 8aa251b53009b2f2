using Microsoft.AspNetCore.Http;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;

namespace Verwaltung.Cases;

/// <summary>Stores what a clerk was given with an answer; it is the applicant's file.</summary>
internal sealed class AnswerUploads(IRunner runner, IdSource ids)
{
    /// <returns>The file's id, or the text that says why it was not taken.</returns>
    public async Task<(string Id, string? Refusal)> StoreAsync(CaseId id, IFormFile file, CancellationToken cancellation)
    {
        var contact = await runner.InvokeAsync<Contact?>(new GetContact(id), cancellation: cancellation)
            ?? throw new InvalidOperationException($"Expected case {id} to exist.");
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        var stored = new FileId(ids.Next());
        try
        {
            await runner.InvokeAsync<StoredFile>(new UploadFile(stored, contact.Person, id, file.FileName, content.ToArray()), cancellation: cancellation);
            return (stored.ToString(), null);
        }
        catch (FileRefusedException refused)
        {
            return (stored.ToString(), refused.Code);
        }
    }
}
