using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>How rooms are made inside.</summary>
public sealed partial class ShapeTests
{
    /// <summary>Interfaces that one module offers and others implement. Each needs a line here that says why.</summary>
    private static readonly Type[] Crossings =
    [
        typeof(IForgetPeople), // every module that stores readable data of people deletes it itself
    ];

    /// <summary>Files that read rows by position. Each needs a line here that says why.</summary>
    private static readonly string[] ByPosition =
    [
        "src/Modules/Cases/Feed/ReadCaseChanges.cs", // one statement answers for the page and for each of its rows
    ];

    [Fact]
    public void A_module_shows_only_its_registration_and_its_components()
    {
        var shown = from module in House.Modules
                    let types = module.Assembly.GetExportedTypes()
                    from type in types.Except(types.SelectMany(Parameters))
                    where type.Name != $"{module.Name}Module" && type.Name != "_Imports" && !typeof(IComponent).IsAssignableFrom(type)
                    select type.FullName;
        Expect.Nothing(shown);
    }

    [Fact]
    public void An_interface_of_a_module_has_several_implementations()
    {
        var types = House.Projects.SelectMany(project => project.Assembly.GetTypes()).ToList();
        var lonely = from type in House.Of(Kind.Module, Kind.Contracts).SelectMany(project => project.Assembly.GetTypes())
                     where type.IsInterface && !Crossings.Contains(type)
                     where types.Count(other => other is { IsInterface: false, IsAbstract: false } && other.IsAssignableTo(type)) < 2
                     select type.FullName;
        Expect.Nothing(lonely);
    }

    [Fact]
    public void Rooms_are_named_after_what_they_are()
    {
        var folders = House.Projects.SelectMany(project => project.Files(".cs", ".razor")).SelectMany(file => Path.GetDirectoryName(House.Relative(file))!.Split('/'));
        var namespaces = House.Projects.SelectMany(project => project.Assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Verwaltung", StringComparison.Ordinal) == true).SelectMany(type => type.Namespace!.Split('.'));
        Expect.Nothing(folders.Concat(namespaces).Distinct().Where(name => SayNothing().IsMatch(name)));
    }

    [Fact]
    public void No_folder_is_named_like_a_type_in_it()
    {
        var clashes = from project in House.Projects
                      from file in project.Files(".cs", ".razor")
                      where Path.GetFileName(Path.GetDirectoryName(file)) == Path.GetFileNameWithoutExtension(file)
                      select House.Relative(file);
        Expect.Nothing(clashes);
    }

    [Fact]
    public void Every_room_has_its_tests_and_every_engine_a_page_that_says_what_it_is()
    {
        var untested = House.Of(Kind.Module, Kind.Platform).Where(room => room.Name != "Testing" && !Directory.Exists(Path.Combine(House.Root, "tests", $"{room.Name}.Tests")));
        var unexplained = House.Platform.Where(engine => !File.Exists(Path.Combine(engine.Folder, "README.md")));
        Expect.Nothing(untested.Select(room => $"{room.Name} has no tests").Concat(unexplained.Select(engine => $"{engine.Name} has no README.md")));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(House.Root, "Verwaltung.sln")).Replace('\\', '/');
        var projects = new[] { "src", "tests", "bench" }.SelectMany(folder => House.Files(Path.Combine(House.Root, folder), ".csproj"));
        Expect.Nothing(projects.Select(House.Relative).Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_caught_and_dropped()
    {
        var silent = from project in House.Projects
                     from file in project.Files(".cs", ".razor")
                     from Match match in EmptyCatch().Matches(File.ReadAllText(file))
                     select $"{House.Relative(file)}: {match.Value.ReplaceLineEndings(" ")}";
        Expect.Nothing(silent);
    }

    [Fact]
    public void Rows_are_read_by_name() => Expect.Nothing(
        from module in House.Modules
        from file in module.Files(".cs", ".razor")
        where !ByPosition.Contains(House.Relative(file))
        from Match match in Position().Matches(File.ReadAllText(file))
        select $"{House.Relative(file)}: {match.Value}");

    /// <summary>What a component is given has to be as public as the component.</summary>
    private static IEnumerable<Type> Parameters(Type component) =>
        from property in component.GetProperties()
        where property.IsDefined(typeof(ParameterAttribute), inherit: true)
        from type in property.PropertyType.GetGenericArguments().Prepend(property.PropertyType)
        select type;

    [GeneratedRegex("^(Core|Common|Shared|Helpers?|Utils?|Utilities|Misc|Services|Managers)$", RegexOptions.IgnoreCase)]
    private static partial Regex SayNothing();

    // row.GetString(3); Row<T> of Postgres finds columns by name. Random bytes are got by their number.
    [GeneratedRegex(@"\.(IsDBNull|Get(?!Bytes)\w+(<[^()]*>)?)\(\d+\)")]
    private static partial Regex Position();

    // A block that holds nothing, or nothing but comments; the condition may hold brackets two deep.
    [GeneratedRegex(@"\bcatch\b\s*(\([^)]*\))?\s*(when\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s*\{(\s|//[^\n]*)*\}")]
    private static partial Regex EmptyCatch();
}
