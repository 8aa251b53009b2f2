using System.Text.Json.Nodes;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Registers.Tests;

public sealed class DemonstrationPopulationTests
{
    [Fact]
    public void The_made_up_people_are_the_same_at_every_start() =>
        Assert.Equal(Lines(new DemonstrationPopulation()), Lines(new DemonstrationPopulation()));

    [Fact]
    public void There_are_a_few_thousand_of_them_some_blocked_and_some_with_a_second_residence()
    {
        var people = new DemonstrationPopulation().All.ToList();

        Assert.InRange(people.Count, 3_000, 4_000);
        Assert.Contains(people, person => person.Blocked);
        Assert.Contains(people, person => !person.MainResidence);
    }

    [Fact]
    public void Register_and_accounts_agree_on_the_people_to_try_with()
    {
        var accounts = JsonNode.Parse(File.ReadAllText(Path.Combine(TestDatabase.RepositoryRoot, "src/Modules/Organisation/Data/demonstration.json")))!["citizens"]!.AsArray();
        var population = new DemonstrationPopulation();

        // Tarek Nasser moved in last week: his registration has not arrived yet.
        Assert.Equal(["Nasser"], accounts.Where(account => population.Find(
            (string)account!["familyName"]!, (string)account["givenName"]!, DateOnly.Parse((string)account["birthDate"]!, System.Globalization.CultureInfo.InvariantCulture)) is [])
            .Select(account => (string)account!["familyName"]!));
    }

    private static IEnumerable<string> Lines(DemonstrationPopulation population) => population.All.Select(person => person.ToString());
}
