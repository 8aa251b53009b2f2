using System.Collections.Frozen;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>Who may know whom. Both the project files and what the compiler made of them are held against the rules.</summary>
public sealed class DirectionTests
{
    // docs/architecture.md, "Who may know whom". An engine that is not in this table fails.
    private static readonly FrozenDictionary<string, string[]> Engines = new Dictionary<string, string[]>
    {
        ["Outcomes"] = [],
        ["Feel"] = [],
        ["Periods"] = ["Feel"],
        ["Forms"] = ["Feel"],
        ["Workflow"] = ["Feel"],
        ["Postgres"] = [],
        ["Events"] = ["Postgres"],
        ["Messaging"] = ["Events", "Outcomes"],
        ["GraphQl"] = ["Outcomes"],
        ["Web"] = ["GraphQl", "Forms", "Periods", "Postgres"],
        ["Testing"] = ["Events", "Messaging", "Workflow", "GraphQl", "Web"],
    }.ToFrozenDictionary();

    // No database, no network, no clock: what these assemblies offer is all that a pure engine may use.
    private static readonly FrozenSet<string> PureLibraries = FrozenSet.Create(
        "System.Runtime", "System.Runtime.InteropServices", "System.Runtime.Numerics", "System.Collections", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.Linq", "System.Memory", "System.Text.Encoding.CodePages", "System.Text.Encoding.Extensions", "System.Text.Encodings.Web",
        "System.Text.Json", "System.Text.RegularExpressions", "System.Threading", "System.Xml.ReaderWriter", "System.Xml.XDocument");

    // What comes with Messaging and is no contract's business, and the two types of it that are.
    private static readonly string[] Behind =
    [
        "Verwaltung.Messaging.", "Verwaltung.Events.", "Verwaltung.Postgres.",
        "Wolverine", "Marten", "JasperFx", "Npgsql", "Microsoft.AspNetCore", "Microsoft.Extensions",
    ];

    private static readonly string[] SaidOfMessages = ["Wolverine.Attributes.MessageIdentityAttribute", "Verwaltung.Messaging.IAsk`1"];

    private static readonly string[] PureEngines = [.. Engines.Keys.Where(IsPure)];

    [Fact]
    public void Engines_know_only_the_engines_below_them() =>
        AssertReferences(House.Platform, project => Engines.GetValueOrDefault(project.Name, []), project => Below(project.Name));

    [Fact]
    public void Modules_know_contracts_and_engines() =>
        AssertReferences(House.Modules, _ => [.. House.Contracts.Select(Name), .. Engines.Keys.Except(["Testing"])]);

    [Fact]
    public void Contracts_know_contracts_pure_engines_and_what_a_message_says_of_itself() =>
        AssertReferences(House.Contracts, _ => [.. House.Contracts.Select(Name), .. PureEngines, "Messaging"]);

    [Fact]
    public void Of_messages_contracts_use_nothing_but_a_name_and_the_type_of_an_answer()
    {
        var foreign = from project in House.Contracts
                      from type in TypesUsedBy(project.Assembly.Location)
                      where Behind.Any(room => type.StartsWith(room, StringComparison.Ordinal)) && !SaidOfMessages.Contains(type)
                      where !type.EndsWith(".JasperFxSourceGeneratorAppliedAttribute", StringComparison.Ordinal) // put on every assembly by the package's generator
                      select $"{project.Name} uses {type}";
        Expect.Nothing(foreign);
    }

    [Fact]
    public void The_host_knows_everything_but_the_tests() =>
        AssertReferences(House.Of(Kind.Host), _ => [.. House.Projects.Select(Name).Except(["Host", "Testing"])]);

    [Fact]
    public void Contracts_have_no_cycle()
    {
        foreach (var contracts in House.Contracts)
            Assert.DoesNotContain(contracts.Name, Reachable(contracts.Name).SelectMany(name => House.Project(name).References));
    }

    [Fact]
    public void Every_engine_has_its_place_in_the_table() => Assert.Equal(Engines.Keys.Order(StringComparer.Ordinal), House.Platform.Select(Name));

    [Theory]
    [InlineData("Outcomes"), InlineData("Feel"), InlineData("Forms"), InlineData("Periods"), InlineData("Workflow")]
    public void A_pure_engine_needs_neither_database_nor_network_nor_clock(string engine)
    {
        var assembly = House.Project(engine).Assembly;
        var foreign = assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("Verwaltung.", StringComparison.Ordinal));
        Expect.Nothing(foreign.Except(PureLibraries));
        Assert.DoesNotContain("System.TimeProvider", TypesUsedBy(assembly.Location));
    }

    private static void AssertReferences(IEnumerable<Project> projects, Func<Project, string[]> mayReference, Func<Project, string[]>? mayUse = null)
    {
        var wrong = from project in projects
                    let written = project.References.Except(mayReference(project)).Select(name => $"{project.Name}.csproj references {name}")
                    let compiled = project.Uses.Except((mayUse ?? mayReference)(project)).Select(name => $"{project.Name} uses {name}")
                    from line in written.Concat(compiled)
                    select line;
        Expect.Nothing(wrong);
    }

    private static string Name(Project project) => project.Name;

    private static string[] Below(string engine) => [.. Engines.GetValueOrDefault(engine, []).SelectMany(name => Below(name).Prepend(name)).Distinct()];

    private static bool IsPure(string engine) => engine is "Feel" or "Outcomes" || (Engines[engine] is { Length: > 0 } below && below.All(IsPure));

    private static HashSet<string> Reachable(string name, HashSet<string>? seen = null)
    {
        seen ??= [];
        if (seen.Add(name))
            foreach (var reference in House.Project(name).References)
                Reachable(reference, seen);
        return seen;
    }

    private static IEnumerable<string> TypesUsedBy(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
