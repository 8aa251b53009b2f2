using System.Security.Claims;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Organisation.Tests;

public sealed class PeopleTests(OrganisationDatabase database) : IClassFixture<OrganisationDatabase>
{
    [Fact]
    public async Task Other_modules_learn_names_teams_and_citizens()
    {
        await using var host = await OrganisationHost.StartAsync(database);

        var names = await host.Bus.InvokeAsync<PeopleNames>(new GetPeople([new(People.Leyla), new(People.Meltem), new(Guid.Empty)]));
        var team = Assert.Single(await host.Bus.InvokeAsync<IReadOnlyList<Team>>(new GetTeams(["33/5", "99/9"])));
        var citizen = await host.Bus.InvokeAsync<Citizen?>(new GetCitizen(new(People.Leyla)));

        Assert.Equal(["Leyla Brandt", "Meltem Aksoy", Guid.Empty.ToString()], [names[new(People.Leyla)], names[new(People.Meltem)], names[new(Guid.Empty)]]);
        Assert.Equal(("33", "Bürgerdienste", "Bernd Overbeck, Meltem Aksoy, Sabrina Thöne"), (team.DepartmentKey, team.DepartmentName, string.Join(", ", team.Members.Select(m => m.Name))));
        Assert.Equal(new Citizen(new(People.Leyla), "Leyla", "Brandt", new(1988, 4, 17), People.Leyla.ToString(), "leyla.brandt@example.org", "de", "hoch"), citizen);
        Assert.Null(await host.Bus.InvokeAsync<Citizen?>(new GetCitizen(new(People.Meltem))));
    }

    [Fact]
    public async Task Only_staff_see_people_and_teams()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var clerk = host.Open();
        using var citizen = host.Open();
        using var nobody = host.Open();
        await clerk.SignInAsync(People.Meltem);
        await citizen.SignInAsync(People.Leyla);

        var seen = (await clerk.AskAsync("{ people { name } teams { key } }")).Answer["data"]!;

        Assert.Equal(["Bernd Overbeck", "Dr. Wiebke Holtkamp", "Ilka Rensmann"], seen["people"]!.AsArray().Take(3).Select(person => (string)person!["name"]!));
        Assert.Equal(7, seen["teams"]!.AsArray().Count);
        Assert.Equal("FORBIDDEN", await CodeAsync(citizen));
        Assert.Equal("UNAUTHENTICATED", await CodeAsync(nobody));
    }

    [Fact]
    public async Task Who_was_forgotten_is_gone_and_stays_gone()
    {
        await using var own = new OrganisationDatabase();
        await own.InitializeAsync();
        await using (var before = await OrganisationHost.StartAsync(own))
            await before.Service<PersonalKeys>().ForgetAsync(People.Ralf);

        await using var host = await OrganisationHost.StartAsync(own);
        using var browser = host.Open();

        Assert.Null(await host.Bus.InvokeAsync<Citizen?>(new GetCitizen(new(People.Ralf))));
        var page = await browser.ReadAsync("/sign-in");
        Assert.Equal((true, false), (page.Contains("Anke Wessel", StringComparison.Ordinal), page.Contains("Ralf Wessel", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_citizen_can_be_read_in_the_tables()
    {
        await using var host = await OrganisationHost.StartAsync(database);

        var rows = await database.RowsAsync("select id, name, encode(sealed, 'escape') from people where kind = 'citizen'");

        Assert.Equal(18, rows.Count);
        Assert.DoesNotContain(rows, row => row.Contains("Brandt", StringComparison.Ordinal) || row.Contains("1988", StringComparison.Ordinal));
    }

    [Fact]
    public void An_actor_is_read_from_the_claims_alone()
    {
        var account = new Account(new(People.Sabrina), "Sabrina Thöne", ["33/5"], ["clerk", "team-lead"], null);

        Assert.Equal(new Actor(new(People.Sabrina), "Sabrina Thöne", true, ["33/5"], ["clerk", "team-lead"], null), Actor.From(account.ToPrincipal("test")));
        Assert.Null(Actor.From(new ClaimsPrincipal(new ClaimsIdentity())));
        Assert.Null(Actor.From(null));
    }

    [Theory]
    [InlineData("hoch", "substantiell", true)]
    [InlineData("normal", "normal", true)]
    [InlineData("normal", "substantiell", false)]
    [InlineData(null, "normal", false)]
    [InlineData("sehr hoch", "normal", false)]
    public void A_trust_level_reaches_what_is_not_above_it(string? level, string required, bool reaches) =>
        Assert.Equal(reaches, TrustLevels.Reaches(level, required));

    private static async Task<string?> CodeAsync(OrganisationHost.Browser browser) =>
        (string?)(await browser.AskAsync("{ people { name } }")).Answer["errors"]![0]!["extensions"]!["code"];
}
