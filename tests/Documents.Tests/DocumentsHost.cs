using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Testing.Held;
using Verwaltung.Web;

namespace Verwaltung.Documents.Tests;

public sealed class DocumentsDatabase() : TestDatabase(typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(DocumentsModule).Assembly);

/// <summary>The module in a host of its own; what other modules would answer is answered by <see cref="Neighbours"/>.</summary>
internal sealed class DocumentsHost : ModuleHost
{

    private DocumentsHost(WebApplication app) : base(app) { }

    public IRunner Bus => Runner;
    public Neighbours Neighbours => Service<Neighbours>();
    public string MailFolder { get; private init; } = "";

    public static async Task<DocumentsHost> StartAsync(DocumentsDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("mail-").FullName;
        await HeldMessages.ForgetAsync(database.Source);
        var builder = Builder(database);
        builder.WebHost.UseTestServer();
        builder.Configuration["Mail:Folder"] = folder;
        builder.Services.AddSingleton<Neighbours>();
        builder.Services.AddMessaging(options => options.Discover(typeof(DocumentsHost).Assembly));
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, TestAuthentication>("test", null);
        builder.Configuration["urls"] = "http://127.0.0.1:6123;http://127.0.0.1:6124";
        builder.AddDocuments();
        builder.Services.AddMessaging(options => options.Retry<SendMail>());
        builder.Services.DeliverMessages();
        var app = builder.Build();
        app.MapWeb();
        app.MapDocuments();
        await app.StartAsync();
        return new(app) { MailFolder = folder };
    }

    public HttpClient Client(Actor? actor, bool bearer = true)
    {
        var client = App.GetTestClient();
        if (actor is not null)
            client.DefaultRequestHeaders.Add(bearer ? "Authorization" : "X-Cookie", "Bearer " + TestAuthentication.Write(actor));
        return client;
    }

    /// <summary>Waits until no message is left to handle.</summary>
    public async Task UntilIdleAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await Service<DeadLetters>().CountAsync() is not { Ready: 0, Scheduled: 0, Running: 0 })
            await look.WaitForNextTickAsync(patience.Token);
    }

    public async Task<GraphQl.ExecutionResult> AskAsync(string operation, Actor? actor)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await Service<GraphQlExecutor>().ExecuteAsync(new GraphQlRequest(operation, null, null), scope.ServiceProvider, TestAuthentication.Principal(actor), default);
    }

    public override async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await base.DisposeAsync();
        Directory.Delete(MailFolder, recursive: true);
    }
}

/// <summary>The answers of Cases and Organisation, and what they were told.</summary>
internal sealed class Neighbours
{
    public Dictionary<CaseId, Contact> Contacts { get; } = [];
    public Dictionary<PersonId, Citizen> Citizens { get; } = [];
    public Predicate<MayReadFile> MayRead { get; set; } = query => query.Actor.IsStaff ? query.Actor.IsIn("33/5") : query.Actor.Id == People.Leyla;
    public System.Collections.Concurrent.ConcurrentQueue<MailNotPossible> Unsent { get; } = new();
    public System.Collections.Concurrent.ConcurrentQueue<LetterPosted> Posted { get; } = new();
    public System.Collections.Concurrent.ConcurrentQueue<LetterReturned> Returned { get; } = new();
    public string? PostingAddress { get; set; }
}

internal static class NeighboursHandler
{
    public static Contact? Handle(GetContact query, Neighbours neighbours) => neighbours.Contacts.GetValueOrDefault(query.Case);

    public static Citizen? Handle(GetCitizen query, Neighbours neighbours) => neighbours.Citizens.GetValueOrDefault(query.Id);

    public static bool Handle(MayReadFile query, Neighbours neighbours) => neighbours.MayRead(query);

    public static void Handle(MailNotPossible failed, Neighbours neighbours) => neighbours.Unsent.Enqueue(failed);

    public static void Handle(LetterPosted posted, Neighbours neighbours) => neighbours.Posted.Enqueue(posted);

    public static void Handle(LetterReturned returned, Neighbours neighbours) => neighbours.Returned.Enqueue(returned);

    public static string? Handle(GetPostingAddress _, Neighbours neighbours) => neighbours.PostingAddress;
}

/// <summary>Signs in whoever the request says it is from: <c>id|kind|teams|roles</c>.</summary>
internal sealed class TestAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public static string Write(Actor actor) =>
        string.Join('|', actor.Id, actor.IsStaff ? ClaimNames.Staff : ClaimNames.Citizen, string.Join(',', actor.Teams), string.Join(',', actor.Roles));

    public static ClaimsPrincipal Principal(Actor? actor) => actor is null ? new(new ClaimsIdentity()) : Read(Write(actor));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = Request.Headers.Authorization.Concat(Request.Headers["X-Cookie"]).FirstOrDefault()?.Replace("Bearer ", "", StringComparison.Ordinal);
        return Task.FromResult(text is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new(Read(text), Scheme.Name)));
    }

    private static ClaimsPrincipal Read(string text)
    {
        var parts = text.Split('|');
        var claims = new List<Claim> { new(ClaimNames.Subject, parts[0]), new(ClaimNames.Name, "Test"), new(ClaimNames.Kind, parts[1]) };
        claims.AddRange(parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(team => new Claim(ClaimNames.Team, team)));
        claims.AddRange(parts[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(role => new Claim(ClaimNames.Role, role)));
        return new(new ClaimsIdentity(claims, "test", ClaimNames.Name, ClaimNames.Role));
    }
}

internal static class People
{
    public static readonly PersonId Leyla = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"));

    public static Actor Citizen(PersonId id) => new(id, "Test", false, [], [RoleNames.Citizen], TrustLevels.Normal);

    public static Actor Clerk(string team) => new(new(Guid.Parse("0190a000-0000-7000-8000-00000000000a")), "Test", true, [team], [RoleNames.Clerk], null);

    public static readonly Actor PostRoom = new(new(Guid.Parse("0190a000-0000-7000-8000-00000000000b")), "Test", true, ["33/post"], [RoleNames.PostRoom], null);
}
