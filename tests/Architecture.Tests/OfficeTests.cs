using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>One office: what an expression may call is the same wherever it is read, checked or run.</summary>
public sealed class OfficeTests
{
    [Fact]
    public void Every_expression_of_a_module_is_evaluated_in_the_office_s_environment() =>
        Expect.Nothing(
            from project in House.Of(Kind.Module, Kind.Contracts, Kind.Host).Append(House.Project("Forms")).Append(House.Project("Web"))
            where Makes(project.Assembly.Location, "Verwaltung.Feel.FeelEnvironment")
            select $"{project.Name} makes a FeelEnvironment of its own; take the office's: office.At(now).");

    [Fact]
    public void The_Land_of_the_house_is_named_in_one_place() =>
        Expect.Nothing(
            from project in House.Of(Kind.Module, Kind.Contracts, Kind.Host).Concat(House.Platform)
            from file in project.Files(".cs", ".razor")
            where Path.GetFileName(file) is not ("Office.cs" or "Holidays.cs")
            from line in File.ReadLines(file)
            where line.Contains("Land.NW", StringComparison.Ordinal) || line.Contains("Stadt Dortmund", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(House.Root, file)}: {line.Trim()}");

    private static bool Makes(string assembly, string type)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        return metadata.MemberReferences.Select(metadata.GetMemberReference).Any(member =>
            metadata.GetString(member.Name) == ".ctor" && member.Parent.Kind == HandleKind.TypeReference
            && metadata.GetTypeReference((TypeReferenceHandle)member.Parent) is var made
            && $"{metadata.GetString(made.Namespace)}.{metadata.GetString(made.Name)}" == type);
    }
}
