using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Post;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Web;

namespace Verwaltung.Documents.Files;

/// <summary>The one exception to "everything is GraphQL": bytes in, bytes out, with the same rights.</summary>
internal static class FileEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/files", UploadAsync).DisableAntiforgery(); // checked below: a bearer token needs none
        app.MapGet("/files/{id:guid}", DownloadAsync);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, IAntiforgery antiforgery, IRunner runner, Texts texts)
    {
        if (Actor.From(http.User) is not { } actor)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (!http.Request.HasFormContentType)
            return Refuse(texts, "files.form", StatusCodes.Status415UnsupportedMediaType);
        if (!IsBearer(http.Request))
            await antiforgery.ValidateRequestAsync(http);
        try
        {
            var upload = await ReadAsync(http.Request, actor, runner);
            return Results.Created($"/files/{upload.Id}", Shown(await runner.InvokeAsync<StoredFile>(upload, cancellation: http.RequestAborted)));
        }
        catch (FileRefusedException refusal)
        {
            return Refuse(
                texts, refusal.Code, refusal.Code == "files.too-large" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<UploadFile> ReadAsync(HttpRequest request, Actor actor, IRunner runner)
    {
        var form = await FormAsync(request);
        if (!Guid.TryParse(form["id"], out var id) || !Guid.TryParse(form["caseId"], out var caseId) || form.Files.GetFile("file") is not { } file)
            throw new FileRefusedException("files.fields", "Expected the fields 'id' and 'caseId' with a UUID each, and 'file'.");
        if (file.Length > FileKind.MaxBytes)
            throw new FileRefusedException("files.too-large", "The file is larger than 20 MB.");
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, request.HttpContext.RequestAborted);
        return new(new(id), await OwnerAsync(actor, new(caseId), runner), new(caseId), file.FileName, content);
    }

    private static async Task<IFormCollection> FormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException broken)
        {
            throw new FileRefusedException("files.form", $"The form cannot be read: {broken.Message}");
        }
    }

    // What staff add to a case is the applicant's data, not theirs.
    private static async Task<PersonId> OwnerAsync(Actor actor, CaseId caseId, IRunner runner)
    {
        if (!actor.IsStaff)
            return actor.Id;
        var contact = await runner.InvokeAsync<Contact?>(new GetContact(caseId));
        return contact?.Person ?? throw new FileRefusedException("files.no-case", "There is no such case.");
    }

    private static async Task<IResult> DownloadAsync(Guid id, bool? download, HttpContext http, FileStore files, PostQueue post, IRunner runner)
    {
        if (Actor.From(http.User) is not { } actor)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (await files.FindAsync(new(id), http.RequestAborted) is not { } file || !await MayReadAsync(file, actor, runner, post, http.RequestAborted))
            return Results.NotFound();
        if (await files.ReadAsync(file.File, file.Rights, http.RequestAborted) is not { } content)
            return Results.StatusCode(StatusCodes.Status410Gone);
        // Own bytes, but of someone's making: never run, never kept by proxies.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentDisposition = Disposition(file.File.Name, download is true);
        return Results.Bytes(content, file.File.ContentType);
    }

    /// <summary>An upload that waits for its case is its owner's; of a case's files the case knows who may read which, and when.</summary>
    private static async Task<bool> MayReadAsync(FoundFile file, Actor actor, IRunner runner, PostQueue post, CancellationToken cancellation) =>
        file.ExpiresAt is not null
            ? !actor.IsStaff && actor.Id == file.Rights.Owner
            : await runner.InvokeAsync<bool>(new MayReadFile(file.Rights.Case, file.File.Id.Value, actor), cancellation: cancellation)
                || (actor.Has(RoleNames.PostRoom) && await post.HoldsAsync(file.File.Id, cancellation));

    private static string Disposition(string name, bool download)
    {
        var header = new ContentDispositionHeaderValue(download ? "attachment" : "inline");
        header.SetHttpFileName(name);
        return header.ToString();
    }

    private static bool IsBearer(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static object Shown(StoredFile file) => new { id = file.Id.Value, file.Name, file.ContentType, file.Size, file.Sha256 };

    private static IResult Refuse(Texts texts, string code, int status) =>
        Results.Problem(statusCode: status, title: texts[code], extensions: new Dictionary<string, object?> { ["code"] = code });
}
