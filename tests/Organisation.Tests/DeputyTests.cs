using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Organisation.Tests;

public sealed class DeputyTests : IAsyncLifetime
{
    private readonly OrganisationDatabase _database = new();

    private static readonly Guid Bernd = new("0193a3f0-3300-7000-8000-000000000002");
    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_deputy_has_the_rights_of_the_absent_person_from_the_first_to_the_last_day()
    {
        await using var host = await OrganisationHost.StartAsync(_database);
        var today = host.Service<Deputies>().Today;

        await host.Service<Deputies>().AddAsync(new(People.Sabrina), new(People.Meltem), today.AddDays(1), today.AddDays(2), new(People.Sabrina), default);

        Assert.Empty((await ActorAsync(host, People.Meltem)).Deputyships);
        foreach (var _ in (int[])[1, 2])
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            var actor = await ActorAsync(host, People.Meltem);
            Assert.False(actor.Has(RoleNames.TeamLead)); // not in her own right
            Assert.Equal([null, new PersonId(People.Sabrina)], actor.Hats.Select(hat => hat.ActsFor));
            Assert.True(actor.Hats.Last().Has(RoleNames.TeamLead));
            Assert.Equal([new PersonId(People.Meltem), new PersonId(People.Sabrina)], actor.Hats.Last().Persons);
        }

        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await ActorAsync(host, People.Meltem)).Deputyships);
    }

    [Fact]
    public async Task Nobody_takes_rights_by_making_themselves_a_deputy()
    {
        await using var host = await OrganisationHost.StartAsync(_database);
        var today = host.Service<Deputies>().Today;

        Assert.Equal("organisation.deputy-not-yours", await SetAsync(host, People.Meltem, People.Sabrina, People.Meltem, today, today));
        Assert.Equal("organisation.deputy-not-yours", await SetAsync(host, People.Meltem, Bernd, People.Sabrina, today, today));
        Assert.Null(await SetAsync(host, People.Meltem, Bernd, People.Meltem, today, today));
        Assert.Null(await SetAsync(host, People.Sabrina, Bernd, People.Meltem, today, today));
        Assert.Null(await SetAsync(host, People.Sabrina, People.Sabrina, People.Meltem, today, today));
    }

    [Fact]
    public async Task Days_and_people_are_checked()
    {
        await using var host = await OrganisationHost.StartAsync(_database);
        var today = host.Service<Deputies>().Today;

        Assert.Equal("organisation.people-invalid", await SetAsync(host, People.Meltem, People.Meltem, People.Meltem, today, today));
        Assert.Equal("organisation.people-invalid", await SetAsync(host, People.Meltem, People.Meltem, Guid.Empty, today, today));
        Assert.Equal("organisation.days-invalid", await SetAsync(host, People.Meltem, People.Meltem, Bernd, today.AddDays(1), today));
        Assert.Equal("organisation.days-invalid", await SetAsync(host, People.Meltem, People.Meltem, Bernd, today.AddDays(-2), today.AddDays(-1)));
        Assert.Equal("organisation.days-invalid", await SetAsync(host, People.Meltem, People.Meltem, Bernd, today, today.AddYears(2)));
    }

    [Fact]
    public async Task An_ended_deputyship_ends_at_once_and_stays_on_record()
    {
        await using var host = await OrganisationHost.StartAsync(_database);
        var deputies = host.Service<Deputies>();
        var id = await deputies.AddAsync(new(Bernd), new(People.Meltem), deputies.Today, deputies.Today, new(Bernd), default);
        Assert.Contains((await ActorAsync(host, People.Meltem)).Deputyships, absent => absent.Person == new PersonId(Bernd));

        await deputies.EndAsync(id, new(Bernd), default);

        Assert.Equal([Bernd.ToString()], await _database.RowsAsync($"select ended_by from deputies where id = '{id}'"));
        Assert.DoesNotContain(await deputies.ListAsync(["33/5"], default), row => row.Id == id);
    }

    [Fact]
    public async Task Staff_read_what_is_recorded_about_them_and_citizens_do_not()
    {
        await using var host = await OrganisationHost.StartAsync(_database);
        using var clerk = host.Open();
        await clerk.SignInAsync(People.Meltem);

        var page = await clerk.ReadAsync("/recorded");

        Assert.Contains("Was über mich erfasst wird", page, StringComparison.Ordinal);
        Assert.Contains("Wer es lesen darf", page, StringComparison.Ordinal);
        using var nobody = host.Open();
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await nobody.GetAsync("/recorded")).StatusCode);
    }

    private static async Task<Actor> ActorAsync(OrganisationHost host, Guid person) =>
        Actor.From((await host.Service<Accounts>().FindAsync(new PersonId(person), default))!.ToPrincipal("test"))!;

    private static async Task<string?> SetAsync(OrganisationHost host, Guid by, Guid person, Guid deputy, DateOnly from, DateOnly to)
    {
        using var browser = host.Open();
        await browser.SignInAsync(by);
        var (_, answer) = await browser.AskAsync(string.Create(CultureInfo.InvariantCulture,
            $"mutation {{ setDeputy(input: {{ person: \"{person}\", deputy: \"{deputy}\", from: \"{from:yyyy-MM-dd}\", to: \"{to:yyyy-MM-dd}\" }}) {{ errors {{ ... on Error {{ code }} }} }} }}"));
        return answer["data"]!["setDeputy"]!["errors"] is JsonArray errors ? (string)errors[0]!["code"]! : null;
    }
}
