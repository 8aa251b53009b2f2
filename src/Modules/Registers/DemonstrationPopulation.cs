using System.Text.Json;
using Bogus;

namespace Verwaltung.Registers;

/// <summary>An entry of the demonstration register.</summary>
/// <param name="Blocked">An information block (§ 51 BMG) or conditional block note (§ 52 BMG) stands.</param>
internal sealed record DemonstrationResident(
    string FamilyName, string GivenName, DateOnly BirthDate, string Street, string HouseNumber, string? HouseNumberLetter,
    string Postcode, string City, bool MainResidence, DateOnly MovedInOn, bool Blocked = false)
{
    public Residence Residence => new(Street, HouseNumber, HouseNumberLetter, Postcode, City, MainResidence, MovedInOn);
}

/// <summary>
/// The people of the demonstration register: those of the data file, and three thousand more that come out the same at every start.
/// Family names are put together from two words so that nobody is meant; streets are Dortmund's, house numbers and people are not.
/// </summary>
internal sealed class DemonstrationPopulation
{
    private const int Size = 3_000;
    private const int Seed = 20_261_123;

    private static readonly string[] Fronts =
    [
        "Amsel", "Birken", "Brombeer", "Dachs", "Distel", "Drossel", "Eichel", "Farn", "Finken", "Ginster", "Hagebutten", "Hasel", "Heide", "Kiebitz",
        "Kranich", "Linden", "Marder", "Mohn", "Nebel", "Otter", "Pappel", "Reiher", "Salbei", "Schilf", "Specht", "Ulmen", "Wacholder", "Zeisig",
    ];

    private static readonly string[] Backs =
        [
            "acker", "bach", "brock", "busch", "diek", "feld", "furt", "grund", "hof", "horst", "kamp", "kotten", "mark", "mühl", "sieper", "stiege",
            "wald", "winkel"
        ];

    private readonly ILookup<(string, string, DateOnly), DemonstrationResident> _people;

    public DemonstrationPopulation() =>
        _people = Listed.People.Concat(Generate()).ToLookup(person => (person.FamilyName, person.GivenName, person.BirthDate));

    public IEnumerable<DemonstrationResident> All => _people.SelectMany(people => people);

    private static DemonstrationFile Listed { get; } = Read();

    public IReadOnlyList<DemonstrationResident> Find(string familyName, string givenName, DateOnly birthDate) =>
        [.. _people[(familyName, givenName, birthDate)]];

    private static List<DemonstrationResident> Generate()
    {
        var faker = new Faker("de") { Random = new Randomizer(Seed) };
        return Enumerable.Range(0, Size).Select(_ => Person(faker)).ToList();
    }

    private static DemonstrationResident Person(Faker faker)
    {
        var random = faker.Random;
        var street = random.ListItem(Listed.Streets);
        var birth = new DateOnly(1936, 1, 1).AddDays(random.Int(0, 32_500));
        var earliest = Math.Max(birth.DayNumber, new DateOnly(1990, 1, 1).DayNumber);
        return new(
            random.ArrayElement(Fronts) + random.ArrayElement(Backs), faker.Name.FirstName(), birth,
            street.Name, random.Int(1, 120).ToString(System.Globalization.CultureInfo.InvariantCulture), random.Bool(0.1f)
                ? random.ArrayElement(["a", "b", "c"])
                : null,
            street.Postcode, "Dortmund", random.Bool(0.96f), DateOnly.FromDayNumber(random.Int(earliest, new DateOnly(2026, 10, 31).DayNumber)),
            random.Bool(0.005f));
    }

    private static DemonstrationFile Read()
    {
        using var file = typeof(DemonstrationPopulation).Assembly.GetManifestResourceStream("Verwaltung.Registers.Data.demonstration.json")!;
        return JsonSerializer.Deserialize<DemonstrationFile>(file, JsonSerializerOptions.Web)!;
    }

    private sealed record DemonstrationFile(IList<DemonstrationStreet> Streets, IReadOnlyList<DemonstrationResident> People);

    private sealed record DemonstrationStreet(string Name, string Postcode);
}
