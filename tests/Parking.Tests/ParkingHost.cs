using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verwaltung.Cases;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Testing.Held;
using Verwaltung.Web;

namespace Verwaltung.Parking.Tests;

public sealed class ParkingDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(ParkingModule).Assembly);

/// <summary>The module in a host of its own; other modules are played by <see cref="Neighbours"/>.</summary>
internal sealed class ParkingHost : ModuleHost
{
    public static readonly PersonId Dirk = new(Guid.Parse("0193a3f0-0001-7000-8000-000000000009"));

    private ParkingHost(WebApplication app) : base(app) { }

    public Neighbours Neighbours => Service<Neighbours>();
    public IRunner Bus => Runner;
    public Uri Address => new(App.Urls.First());

    /// <summary>The mails that were sent, once the first is there: they leave through the outbox.</summary>
    public async Task<IReadOnlyList<SendMailSeen>> MailsAsync()
    {
        var mails = new List<SendMailSeen> { await Neighbours.Mails.Reader.ReadAsync() };
        while (Neighbours.Mails.Reader.TryRead(out var mail)) mails.Add(mail);
        return mails;
    }

    public static async Task<ParkingHost> StartAsync(ParkingDatabase database, bool demonstration = false, Neighbours? neighbours = null)
    {
        var builder = Builder(database);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Demonstration:People"] = demonstration.ToString();
        builder.Services.AddSingleton(neighbours ?? new Neighbours()).AddSingleton<JobFrame>();
        builder.Services.AddMessaging(options => options.Discover(typeof(ParkingHost).Assembly).Carry<JobRequested>().Carry<SendMail>());
        builder.AddParking();
        builder.Services.DeliverMessages();
        var app = builder.Build();
        app.MapWeb();
        app.MapParking();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Handles a request as the outbox would deliver it.</summary>
    public Task DoAsync(JobRequested request) => Service<IRunner>().InvokeAsync(request);

    /// <summary>A case asks for a permit, and the register answers.</summary>
    public async Task<JobRequested> IssueAsync(PersonId person, string from, string to, string plate = "DO-LB 417")
    {
        var request = Neighbours.Open("ausweis-eintragen", person, Grant(from, to, plate));
        await DoAsync(request);
        return request;
    }

    public static FeelContext Grant(string from, string to, string plate = "DO-LB 417") => FeelContext.Empty
        .With("zone", "Gutenbergstraße").With("kuerzel", "GU").With("kennzeichen", plate).With("von", from).With("bis", to);

    public async Task<string> AskAsync(string operation, ClaimsPrincipal? user)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var result = await Service<GraphQlExecutor>().ExecuteAsync(new GraphQlRequest(operation, null, null), scope.ServiceProvider, user ?? new(new ClaimsIdentity()), default);
        return result.ToJson().ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public static ClaimsPrincipal Citizen(PersonId id) => Person(id, ClaimNames.Citizen, RoleNames.Citizen, null);

    public static ClaimsPrincipal Staff(string team, string role) => Person(new(Guid.CreateVersion7()), ClaimNames.Staff, role, team);

    public override async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await base.DisposeAsync();
    }

    private static ClaimsPrincipal Person(PersonId id, string kind, string role, string? team)
    {
        List<Claim> claims = [new(ClaimNames.Subject, id.ToString()), new(ClaimNames.Name, "Test"), new(ClaimNames.Kind, kind), new(ClaimNames.Role, role)];
        if (team is not null) claims.Add(new(ClaimNames.Team, team));
        return new(new ClaimsIdentity(claims, "test", ClaimNames.Name, ClaimNames.Role));
    }
}
