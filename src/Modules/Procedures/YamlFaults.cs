using System.Text.RegularExpressions;
using Verwaltung.Feel;
using YamlDotNet.Core;

namespace Verwaltung.Procedures;

/// <summary>The YAML reader's faults, told to people who write YAML and not C#.</summary>
internal static partial class YamlFaults
{
    public static Finding From(YamlException fault, string file, string code) =>
        new(
            file, (int)Math.Max(1, fault.Start.Line), (int)Math.Max(1, fault.Start.Column), Severity.Error, code,
            Plain((fault.InnerException ?? fault).Message));

    private static readonly string[] OfflineWays = ["'offline'", "'counter'", "'post'"];

    /// <summary>
    /// Whether a way without internet is missing: intake stands open to everybody (§ 24(3) VwVfG), so no procedure goes without counter and paper.
    /// </summary>
    public static bool IsOfflineWay(YamlException fault) =>
        Missing().Match((fault.InnerException ?? fault).Message) is { Success: true } missing && OfflineWays.Any(missing.Groups[1].Value.Contains);

    private static string Plain(string message) => message switch
    {
        _ when Unknown().Match(message) is { Success: true } unknown => $"There is no entry {unknown.Groups[1].Value} here.",
        _ when Missing().Match(message) is { Success: true } missing =>
            $"Entries are missing: {missing.Groups[1].Value.Replace(",", ", ", StringComparison.Ordinal)}.",
        _ when message.StartsWith("Invalid cast", StringComparison.Ordinal) || message.StartsWith("No node deserializer", StringComparison.Ordinal) =>
            "The value is of another kind than the entry takes, for example a single text where { de: …, en: … } belongs.",
        _ when message.StartsWith("Yaml value is null", StringComparison.Ordinal) => "The entry has no value.",
        _ => message,
    };

    [GeneratedRegex("^Property ('[^']*') not found on type")]
    private static partial Regex Unknown();

    [GeneratedRegex("^Missing properties, (.*) in source yaml")]
    private static partial Regex Missing();
}
