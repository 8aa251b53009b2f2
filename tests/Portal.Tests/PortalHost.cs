using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Verwaltung.Cases;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Procedures;
using Verwaltung.Registers.Contracts;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Portal.Tests;

public sealed class PortalDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly,
    typeof(ProceduresModule).Assembly, typeof(CasesModule).Assembly, typeof(PortalModule).Assembly);

/// <summary>What Organisation, Registers and Documents would answer.</summary>
internal sealed class Neighbours
{
    public ResidentAnswer Register { get; set; } = new ResidentAnswer.Unavailable("It does not answer.");
    public ConcurrentQueue<LookUpResident> Asked { get; } = [];
    public bool HasMailbox { get; set; }
    public bool UploadsAreGone { get; set; }
}

internal static class NeighboursHandler
{
    public static Citizen? Handle(GetCitizen query) =>
        new(query.Id, "Leyla", "Yildiz", new DateOnly(1990, 2, 3), "bpk", "leyla@example.org", "de", TrustLevels.Substantial);

    public static EnrolledCitizen Handle(EnrolCitizen command, Neighbours neighbours) => new(PortalHost.Id(30), neighbours.HasMailbox);

    public static MailboxKnown Handle(GetMailbox query, Neighbours neighbours) => new(neighbours.HasMailbox);

    public static ResidentAnswer Handle(LookUpResident query, Neighbours neighbours)
    {
        neighbours.Asked.Enqueue(query);
        return neighbours.Register;
    }

    public static FilesFound Handle(GetFiles query) =>
        new([.. query.Files.Select(file => new StoredFile(file, "Nachweis.pdf", "application/pdf", 1, ""))]);

    public static void Handle(AttachFiles command, Neighbours neighbours)
    {
        if (neighbours.UploadsAreGone && command.Files is not [])
            throw new FileRefusedException("files.gone", "Gone.");
    }
}

/// <summary>Portal, Cases and Procedures with the procedure <c>ausweis</c>, on a clock that stands still; nothing runs in the background.</summary>
internal sealed class PortalHost : ModuleHost
{
    public static readonly ClaimsPrincipal Leyla = Citizen(1, TrustLevels.Substantial);
    public static readonly ClaimsPrincipal Karl = Citizen(2, TrustLevels.High);
    public static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    private PortalHost(WebApplication app) : base(app) { }

    public Neighbours Neighbours => Service<Neighbours>();

    public static async Task<PortalHost> StartAsync(PortalDatabase database, string? workflows = null)
    {
        var builder = Builder(database);
        builder.Configuration["Workflows"] = workflows ?? Path.Combine(TestDatabase.RepositoryRoot, "tests", "Portal.Tests", "workflows");
        builder.Services.AddSingleton<Neighbours>();
        builder.Services.AddMessaging(options => options
            .Discover(typeof(PortalHost).Assembly).Carry<SendMail>().Carry<QueueForPost>());
        builder.AddProcedures().AddCases().AddPortal();
        var app = builder.Build();
        foreach (var load in app.Services.GetServices<IHostedService>().Where(service => service.GetType().Name == "LoadWorkflows"))
            await load.StartAsync(default);
        return new(app);
    }

    public static ClaimsPrincipal Citizen(int number, string trust) => new(new ClaimsIdentity(
        [
            new Claim(ClaimNames.Subject, Id(number).ToString()), new Claim(ClaimNames.Name, "Test"), new Claim(ClaimNames.Kind, ClaimNames.Citizen),
            new Claim(ClaimNames.Role, RoleNames.Citizen), new Claim(ClaimNames.TrustLevel, trust),
        ], "test", ClaimNames.Name, ClaimNames.Role));

    public static ClaimsPrincipal Clerk(int number, string team) => new(new ClaimsIdentity(
        [
            new Claim(ClaimNames.Subject, Id(number).ToString()), new Claim(ClaimNames.Name, "Clerk"), new Claim(ClaimNames.Kind, ClaimNames.Staff),
            new Claim(ClaimNames.Role, RoleNames.Clerk), new Claim(ClaimNames.Team, team),
        ], "test", ClaimNames.Name, ClaimNames.Role));

    public static PersonId Id(int number) => PersonId.Parse($"0193a3f0-0001-7000-8000-{number:000000000000}", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<JsonNode> AskAsync(string operation, ClaimsPrincipal user, object variables)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var input = System.Text.Json.JsonSerializer.SerializeToNode(variables)!.AsObject();
        var result = await Service<GraphQlExecutor>().ExecuteAsync(new GraphQlRequest(operation, input, null), scope.ServiceProvider, user, default);
        return JsonNode.Parse(result.ToJson().ToJsonString())!;
    }

    public async Task<string> TellAsync(string operation, ClaimsPrincipal user, object variables) =>
        (await AskAsync(operation, user, variables)).ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
