using System.Collections.Immutable;
using System.Text;
using Verwaltung.Feel;
using Verwaltung.Procedures.Contracts;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Verwaltung.Procedures;

/// <summary>Reads <c>procedure.yaml</c>; a missing, unknown or mistyped entry is a finding at its line.</summary>
internal static class SettingsReader
{
    public const string File = "procedure.yaml";

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithTypeMapping<IReadOnlyList<string>, List<string>>()
        .WithTypeMapping<IReadOnlyList<Localised>, List<Localised>>()
        .WithTypeMapping<IReadOnlyList<Link>, List<Link>>()
        .WithTypeMapping<IReadOnlyDictionary<string, string>, Dictionary<string, string>>()
        .WithTypeMapping<IReadOnlyDictionary<string, Localised>, Dictionary<string, Localised>>()
        .WithEnforceRequiredMembers()
        .WithEnforceNullability()
        .WithDuplicateKeyChecking()
        .Build();

    public static ProcedureSettings? Read(BundleFiles files, ImmutableArray<Finding>.Builder findings)
    {
        if (!files.Files.TryGetValue(File, out var content))
        {
            findings.Add(Fault("procedure.missing", $"Expected a file '{File}' in the folder of procedure '{files.Key}'."));
            return null;
        }

        return Read(content, File, findings);
    }

    public static ProcedureSettings? Read(byte[] content, string file, ImmutableArray<Finding>.Builder findings)
    {
        try
        {
            if (Yaml.Deserialize<ProcedureSettings?>(Encoding.UTF8.GetString(content)) is { } settings)
                return settings;
            findings.Add(Fault("procedure.empty", "Expected the settings of the procedure, but the file is empty.") with { File = file });
        }
        catch (YamlException fault)
        {
            findings.Add(YamlFaults.From(fault, file, YamlFaults.IsOfflineWay(fault) ? "procedure.offline" : "procedure.yaml"));
        }

        return null;
    }

    private static Finding Fault(string code, string message) => new(File, 1, 1, Severity.Error, code, message);
}
