using System.Text;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;

namespace Verwaltung.Documents.Tests;

public sealed class RenderLetterTests(DocumentsDatabase database) : IClassFixture<DocumentsDatabase>, IAsyncLifetime
{
    private const string Template = "---\nsubject: Eingang\nfrom: Stadt Dortmund\n---\nIhr Antrag ist am {{eingang:date}} eingegangen.\n\n{{gruende:markdown}}\n";
    private DocumentsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DocumentsHost.StartAsync(database);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(LetterKind.Receipt)]
    [InlineData(LetterKind.Sheet)]
    public async Task A_letter_is_rendered_once_and_stored_under_its_id(LetterKind kind)
    {
        var command = new RenderLetter(
            new(Guid.CreateVersion7()), People.Leyla, new CaseId(Guid.CreateVersion7()), "33/5", kind, Template,
            FeelContext.Empty.With("eingang", new DateOnly(2026, 11, 23)).With("gruende", "Es fehlt:\n\n- die **Bestätigung**"), "Eingang.pdf", new(2026, 11, 23));
        var first = await _host.Bus.InvokeAsync<StoredFile>(command);
        var again = await _host.Bus.InvokeAsync<StoredFile>(command with { Template = "wird nicht mehr gelesen" });
        Assert.Equal(first, again);
        Assert.Equal(("Eingang.pdf", "application/pdf"), (first.Name, first.ContentType));
        var pdf = await _host.Client(People.Clerk("33/5")).GetByteArrayAsync($"/files/{first.Id}");
        Assert.StartsWith("%PDF-1.7", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filled_part_can_be_put_into_a_letter_as_it_is()
    {
        var part = await _host.Bus.InvokeAsync<LetterText>(new FillLetter("Ihre Wohnung {{strasse}} liegt in **keiner** Zone.", FeelContext.Empty.With("strasse", "Kreuz*straße* {{22}}")));
        var whole = await _host.Bus.InvokeAsync<LetterText>(new FillLetter("## Gründe\n\n{{grund:markdown}}", FeelContext.Empty.With("grund", part.Markdown)));
        Assert.Equal("## Gründe\n\nIhre Wohnung Kreuz\\*straße\\* \\{\\{22}} liegt in **keiner** Zone.", whole.Markdown);
    }
}
