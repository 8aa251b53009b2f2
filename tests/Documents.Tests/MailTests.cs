using Microsoft.Extensions.Options;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Mail;
using Verwaltung.Messaging;
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
        Assert.Equal(["∅|no-address"], await database.RowsAsync($"select sent_at, obstacle from mails where id = '{_mail}'"));
        Assert.Empty(Directory.GetFiles(_host.MailFolder));
    }

    [Fact]
    public async Task An_address_that_can_be_none_is_as_good_as_none()
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, "leyla@example.org, karl@", "de", "33.52-2026/000417");
        await SendAsync(MailTemplates.NoticeProvided);
        Assert.Equal([new MailNotPossible(_mail, _case, MailTemplates.NoticeProvided, MailObstacles.NoAddress)], _host.Neighbours.Unsent);
    }

    [Theory]
    [InlineData(MailTemplates.NoticeProvided, "∅|failed", 0)]
    [InlineData(MailTemplates.Received, "sent|∅", 1)]
    public async Task A_mail_that_no_try_could_send_is_told_and_kept_for_the_operator(string template, string afterReplay, int mails)
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, "leyla@example.org", "de", "33.52-2026/000417");
        var options = _host.Service<IOptions<MailOptions>>().Value;
        (options.Host, options.Port, options.Tls) = ("127.0.0.1", 1, false);

        await SendAsync(template);

        Assert.Equal([new MailNotPossible(_mail, _case, template, MailObstacles.Failed)], _host.Neighbours.Unsent);
        var letter = Assert.Single(await _host.Service<DeadLetters>().ListAsync());
        Assert.Equal("documents.send_mail", letter.Type);

        options.Host = null;
        await _host.Service<DeadLetters>().ReplayAsync(letter.Id);
        await _host.UntilIdleAsync();
        Assert.Equal([afterReplay], await database.RowsAsync($"select case when sent_at is null then null else 'sent' end, obstacle from mails where id = '{_mail}'"));
        Assert.Equal(mails, Directory.GetFiles(_host.MailFolder).Length);
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:6123\n")]
    [InlineData("https://portal.example.org/", "https://portal.example.org\n")]
    public async Task A_mail_leads_to_the_configured_portal_or_to_where_the_host_serves(string? configured, string address)
    {
        _host.Neighbours.Contacts[_case] = new(People.Leyla, "leyla@example.org", "de", "33.52-2026/000417");
        _host.Service<IOptions<MailOptions>>().Value.PortalUrl = configured;
        await SendAsync(MailTemplates.News);
        var body = (await File.ReadAllTextAsync(Path.Combine(_host.MailFolder, $"{_mail}.eml"))).ReplaceLineEndings("\n").Replace("=\n", "", StringComparison.Ordinal);
        Assert.Contains(address, body.Replace("=0D", "", StringComparison.Ordinal).Replace("=0A", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task SendAsync(string template)
    {
        await _host.Bus.PublishAsync(new SendMail(_mail, _case, template));
        await _host.UntilIdleAsync();
    }
}
