using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Documents.Tests;

public sealed class MailTests(DocumentsDatabase database) : IClassFixture<DocumentsDatabase>, IAsyncLifetime
{
    private readonly CaseId _case = new(Guid.CreateVersion7());
    private readonly Guid _mail = Guid.CreateVersion7();
    private DocumentsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DocumentsHost.StartAsync(database);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("de", "Es gibt Neues zu Ihrem Antrag 33.52-2026/000417. Bitte melden Sie sich in Ihrem Postfach an.")]
    [InlineData("en", "There is news about your application 33.52-2026/000417. Please sign in to your mailbox.")]
    public async Task A_mail_says_only_that_there_is_news(string language, string words)
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, "leyla@example.org", language, "33.52-2026/000417");
        await SendAsync(MailTemplates.News);
        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_host.MailFolder)));
        Assert.Contains(words, text.Replace("=\n", "", StringComparison.Ordinal).Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("leyla@example.org", text, StringComparison.Ordinal);
        Assert.Contains($"Message-ID: <{_mail}@verwaltung.example>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Leyla Brandt", text, StringComparison.Ordinal);
        Assert.Equal([$"{_mail}|{_case}|news|True"], await database.RowsAsync($"select id, case_id, template, sent_at is not null from mails where id = '{_mail}'"));
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_file()
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, "leyla@example.org", "de", "33.52-2026/000417");
        await SendAsync(MailTemplates.Received);
        await SendAsync(MailTemplates.Received);
        Assert.Equal([$"{_mail}.eml"], Directory.GetFileSystemEntries(_host.MailFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Without_an_address_of_the_case_the_accounts_is_taken()
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, null, "de", "33.52-2026/000417");
        _host.Neighbours.Citizens[People.Leyla] = new(People.Leyla, "Leyla", "Brandt", new(1988, 1, 1), "k", "konto@example.org", "de", TrustLevels.Normal);
        await SendAsync(MailTemplates.NoticeProvided);
        Assert.Contains("konto@example.org", await File.ReadAllTextAsync(Path.Combine(_host.MailFolder, $"{_mail}.eml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_address_it_is_noted_that_no_mail_went_out()
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, null, "de", "33.52-2026/000417");
        await SendAsync(MailTemplates.News);
        Assert.Equal(["∅"], await database.RowsAsync($"select sent_at from mails where id = '{_mail}'"));
        Assert.Empty(Directory.GetFiles(_host.MailFolder));
    }

    private async Task SendAsync(string template)
    {
        await _host.Bus.PublishAsync(new SendMail(_mail, _case, template));
        await _host.UntilIdleAsync();
    }
}
