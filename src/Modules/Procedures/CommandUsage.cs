using System.CommandLine;

namespace Verwaltung.Procedures;

/// <summary>What the commands of designers have in common: their exit codes, paths and formats.</summary>
internal static class CommandUsage
{
    public const int NothingWrong = 0;
    public const int Findings = 1;
    public const int WrongUsage = 2;

    // Arity zero is refused by the commands themselves: the parser would exit with 1.
    public static Argument<string[]> Paths(string description) => new("PATH") { Arity = ArgumentArity.ZeroOrMore, Description = description };

    public static Option<string> Format() => new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    /// <summary>The sentence about wrong usage; null when there is nothing to say.</summary>
    public static string? Fault(string command, string[] paths, string? format = "text") => format switch
    {
        not ("text" or "json") => $"There is no format '{format}'; there are text and json.",
        _ when paths is [] => $"Expected a path, for example: verwaltung {command}.",
        _ => paths.FirstOrDefault(path => !Path.Exists(path)) is { } missing ? $"There is no file or folder '{missing}'." : null,
    };
}
