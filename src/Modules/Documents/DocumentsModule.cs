using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Files;
using Verwaltung.Documents.Letters;
using Verwaltung.Documents.Mail;
using Verwaltung.Documents.Post;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Postgres;
using Verwaltung.Web;

namespace Verwaltung.Documents;

/// <summary>Files, letters, e-mail and post.</summary>
public static class DocumentsModule
{
    public static IHostApplicationBuilder AddDocuments(this IHostApplicationBuilder builder)
    {
        var module = typeof(DocumentsModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddMessaging(options => options
                .Discover(module)
                .Retry<SendMail>(Patience)
                .WhenDead<SendMail, MailNotPossible>(mail => new(mail.Mail, mail.Case, mail.Template, MailObstacles.Failed)))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNavigation(new("post.title", "/post", [RoleNames.PostRoom], 60));
            })
            .Configure<MailOptions>(builder.Configuration.GetSection("Mail"))
            .AddSingleton<FileStore>()
            .AddSingleton(new PdfEngine())
            .AddSingleton<MailTransport>()
            .AddSingleton<MailLog>()
            .AddSingleton<PortalAddress>()
            .AddSingleton<PostQueue>()
            .AddSingleton<PostedLetters>()
            .AddHostedService<ExpiredUploads>();
        builder.Services.AddHealthChecks().AddCheck<PdfEngine>("letters", tags: ["ready"]);
        return builder;
    }

    /// <summary>A mail server that is down for a working day is no reason to send letters.</summary>
    private static readonly TimeSpan[] Patience =
        [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6)];

    public static void MapDocuments(this WebApplication app) => FileEndpoints.Map(app);

    /// <param name="office">Whose Land is meant where none is named.</param>
    public static IEnumerable<Command> Commands(Func<Office> office) => [DeadlineCommand.Create(office)];
}
