using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Files;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Documents.Tests;

public sealed class FilesTests(DocumentsDatabase database) : IClassFixture<DocumentsDatabase>, IAsyncLifetime
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 geheim");
    private readonly CaseId _case = new(Guid.CreateVersion7());
    private readonly FileId _file = new(Guid.CreateVersion7());
    private DocumentsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DocumentsHost.StartAsync(database);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_stored_file_is_read_by_whom_its_case_allows_it()
    {
        await StoreAsync(team: "33/5");
        foreach (var reader in new[] { People.Citizen(People.Leyla), People.Clerk("33/5") })
        {
            var answer = await _host.Client(reader).GetAsync($"/files/{_file}");
            Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
            Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("inline; filename=\"Ausweis Gr__e.pdf\"; filename*=UTF-8''Ausweis%20Gr%C3%BC%C3%9Fe.pdf", answer.Content.Headers.ContentDisposition!.ToString());
        }
    }

    [Fact]
    public async Task Nobody_else_learns_that_it_exists()
    {
        await StoreAsync(team: "33/5");
        foreach (var other in new[] { People.Citizen(new(Guid.CreateVersion7())), People.Clerk("33/6"), People.PostRoom })
            Assert.Equal(HttpStatusCode.NotFound, (await _host.Client(other).GetAsync($"/files/{_file}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Client(null).GetAsync($"/files/{_file}")).StatusCode);
    }

    [Fact]
    public async Task The_case_says_who_may_read_its_files_and_when()
    {
        await StoreAsync();
        MayReadFile? asked = null;
        _host.Neighbours.MayRead = query => (asked = query).Actor.Id != People.Leyla;
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client(People.Citizen(People.Leyla)).GetAsync($"/files/{_file}")).StatusCode);
        Assert.Equal((_case, _file.Value, People.Leyla), (asked!.Case, asked.File, asked.Actor.Id));

        _host.Neighbours.MayRead = _ => true;
        Assert.Equal(HttpStatusCode.OK, (await _host.Client(People.Citizen(People.Leyla)).GetAsync($"/files/{_file}")).StatusCode);
    }

    [Fact]
    public async Task An_upload_that_no_case_names_yet_is_its_owner_s_alone()
    {
        await UploadAsync(People.Citizen(People.Leyla), Pdf);
        _host.Neighbours.MayRead = _ => throw new InvalidOperationException("There is no case to ask.");
        Assert.Equal(HttpStatusCode.OK, (await _host.Client(People.Citizen(People.Leyla)).GetAsync($"/files/{_file}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client(People.Clerk("33/5")).GetAsync($"/files/{_file}")).StatusCode);
    }

    [Theory]
    [InlineData("Rechnung\u202Efdp.exe", "Rechnungfdp.exe")]
    [InlineData("\u2066a\u2069\u200F\u2028b\r\n.pdf", "ab.pdf")]
    [InlineData("\u202E\u202D", "Datei")]
    public async Task What_makes_a_name_look_like_another_one_is_left_out(string name, string shown)
    {
        var stored = await _host.Bus.InvokeAsync<StoredFile>(new StoreFile(_file, People.Leyla, _case, null, name, Pdf));
        Assert.Equal(shown, stored.Name);
    }

    [Fact]
    public async Task The_same_id_again_answers_with_the_first_file()
    {
        var first = await StoreAsync();
        Assert.Equal(first, await _host.Bus.InvokeAsync<StoredFile>(new StoreFile(_file, People.Leyla, _case, null, "anders.pdf", "%PDF-anders"u8.ToArray())));
        Assert.Equal(new StoredFile(_file, "Ausweis Grüße.pdf", "application/pdf", 15, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pdf))), first);
    }

    [Fact]
    public async Task An_id_of_another_persons_file_is_refused()
    {
        await StoreAsync();
        var refusal = await Assert.ThrowsAsync<FileRefusedException>(() => _host.Bus.InvokeAsync<StoredFile>(new StoreFile(_file, new(Guid.CreateVersion7()), _case, null, "a.pdf", Pdf)));
        Assert.Equal("files.id-taken", refusal.Code);
    }

    [Fact]
    public async Task Content_and_name_lie_encrypted_and_are_gone_with_the_key()
    {
        await StoreAsync();
        Assert.Equal(["False|False"], await database.RowsAsync($"select position('geheim'::bytea in content) > 0, position('Ausweis'::bytea in name) > 0 from files where id = '{_file}'"));
        await _host.Service<PersonalKeys>().ForgetAsync(People.Leyla.Value);
        Assert.Equal(HttpStatusCode.Gone, (await _host.Client(People.Citizen(People.Leyla)).GetAsync($"/files/{_file}")).StatusCode);
        Assert.Equal("███", Assert.Single((await _host.Bus.InvokeAsync<FilesFound>(new GetFiles([_file]))).Files).Name);
    }

    [Fact]
    public async Task An_upload_with_a_bearer_token_is_kept_when_a_case_names_it()
    {
        var answer = await UploadAsync(People.Citizen(People.Leyla), Pdf);
        Assert.Equal((HttpStatusCode.Created, $"/files/{_file}"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var shown = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(("schein.pdf", "application/pdf", 15), ((string)shown["name"]!, (string)shown["contentType"]!, (int)shown["size"]!));

        await _host.Bus.InvokeAsync(new AttachFiles(_case, People.Leyla, "33/5", [_file]));
        _host.Clock.Advance(TimeSpan.FromDays(3));
        await _host.Service<FileStore>().DeleteExpiredAsync(default);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client(People.Clerk("33/5")).GetAsync($"/files/{_file}")).StatusCode);
    }

    [Fact]
    public async Task An_upload_that_no_case_names_is_gone_after_a_day()
    {
        await UploadAsync(People.Citizen(People.Leyla), Pdf);
        _host.Clock.Advance(TimeSpan.FromHours(24));
        await Assert.ThrowsAsync<FileRefusedException>(() => _host.Bus.InvokeAsync(new AttachFiles(_case, People.Leyla, null, [_file])));
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await _host.Service<FileStore>().DeleteExpiredAsync(default);
        Assert.Equal(["0"], await database.RowsAsync($"select count(*) from files where id = '{_file}'"));
    }

    [Fact]
    public async Task A_file_of_another_case_is_not_attached()
    {
        await UploadAsync(People.Citizen(People.Leyla), Pdf);
        var refusal = await Assert.ThrowsAsync<FileRefusedException>(() => _host.Bus.InvokeAsync(new AttachFiles(new(Guid.CreateVersion7()), People.Leyla, null, [_file])));
        Assert.Equal("files.gone", refusal.Code);
    }

    [Fact]
    public async Task What_staff_upload_belongs_to_the_applicant()
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, null, "de", "33.52-2026/000417");
        Assert.Equal(HttpStatusCode.Created, (await UploadAsync(People.Clerk("33/5"), Pdf)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client(People.Citizen(People.Leyla)).GetAsync($"/files/{_file}")).StatusCode);
    }

    [Theory]
    [InlineData("<html>böse</html>", "files.kind", "Diese Datei ist keine PDF-, PNG- oder JPEG-Datei. Bitte wandeln Sie sie um oder machen Sie ein Foto.")]
    [InlineData("MZ exe", "files.kind", "Diese Datei ist keine PDF-, PNG- oder JPEG-Datei. Bitte wandeln Sie sie um oder machen Sie ein Foto.")]
    [InlineData("", "files.empty", "Die Datei ist leer. Bitte wählen Sie eine andere.")]
    public async Task Files_are_judged_by_their_content(string content, string code, string message)
    {
        var answer = await UploadAsync(People.Citizen(People.Leyla), Encoding.UTF8.GetBytes(content));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code, message), (answer.StatusCode, (string)problem["code"]!, (string)problem["title"]!));
    }

    [Fact]
    public async Task A_form_without_its_fields_is_told_what_is_missing()
    {
        using var form = new MultipartFormDataContent { { new StringContent("keine-uuid"), "id" } };
        var answer = await _host.Client(People.Citizen(People.Leyla)).PostAsync("/files", form);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "files.fields"), (answer.StatusCode, (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!));
    }

    [Fact]
    public async Task A_file_above_20_MB_is_refused()
    {
        var answer = await UploadAsync(People.Citizen(People.Leyla), [.. Pdf, .. new byte[FileKind.MaxBytes]]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Uploads_that_nobody_sends_end_at_a_limit()
    {
        var owner = new PersonId(Guid.CreateVersion7());
        for (var i = 0; i < FileStore.MostPending; i++)
            await UploadAsAsync(Guid.CreateVersion7());
        var last = Guid.CreateVersion7();

        Assert.Equal("files.too-many", (await Assert.ThrowsAsync<FileRefusedException>(() => UploadAsAsync(last))).Code);
        await database.ExecuteAsync($"update files set expires_at = null where owner = '{owner}'");
        Assert.Equal(new FileId(last), (await UploadAsAsync(last)).Id);
        await database.ExecuteAsync($"update files set size = {FileStore.MostPendingBytes} where id = '{last}'");
        Assert.Equal("files.too-many", (await Assert.ThrowsAsync<FileRefusedException>(() => UploadAsAsync(Guid.CreateVersion7()))).Code);

        Task<StoredFile> UploadAsAsync(Guid id) => _host.Bus.InvokeAsync<StoredFile>(new UploadFile(new(id), owner, _case, "a.pdf", Pdf));
    }

    [Fact]
    public async Task An_upload_that_is_no_form_is_told_so()
    {
        using var broken = new ByteArrayContent("--x\r\nContent-Disposition: nonsense\r\n\r\nabc"u8.ToArray());
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + new string('x', 300));
        var answer = await _host.Client(People.Citizen(People.Leyla)).PostAsync("/files", broken);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "files.form"), (answer.StatusCode, (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!));
    }

    [Fact]
    public async Task A_cookie_alone_uploads_nothing()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(People.Citizen(People.Leyla), Pdf, bearer: false)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await UploadAsync(null, Pdf)).StatusCode);
    }

    private Task<StoredFile> StoreAsync(string? team = null) =>
        _host.Bus.InvokeAsync<StoredFile>(new StoreFile(_file, People.Leyla, _case, team, @"C:\Bilder\Ausweis Grüße.pdf", Pdf));

    private async Task<HttpResponseMessage> UploadAsync(Actor? actor, byte[] content, bool bearer = true)
    {
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        using var form = new MultipartFormDataContent { { new StringContent(_file.ToString()), "id" }, { new StringContent(_case.ToString()), "caseId" }, { file, "file", "schein.pdf" } };
        return await _host.Client(actor, bearer).PostAsync("/files", form);
    }
}
