using System.CommandLine;

namespace Verwaltung.Host;

/// <summary>What the command line says about where the host serves and where its data lie; everything else is configuration.</summary>
internal sealed record HostSettings(string? Urls, string DataFolder)
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    private static readonly Option<string?> UrlsOption = new("--urls") { Description = $"Addresses to serve on, separated by semicolons. Default: {DefaultUrls}", Recursive = true };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the embedded database, keys and mails. Default: the folder 'data' beside workflows.", Recursive = true };

    public static void AddOptions(Command command)
    {
        command.Options.Add(UrlsOption);
        command.Options.Add(DataOption);
    }

    public static HostSettings From(ParseResult parsed) =>
        new(parsed.GetValue(UrlsOption), Path.GetFullPath(parsed.GetValue(DataOption) ?? Environment.GetEnvironmentVariable("Data") ?? Path.Combine(Installation.Root, "data")));
}

/// <summary>Where the program's own files lie: the folder that holds <c>workflows/</c>, in a checkout as well as published.</summary>
internal static class Installation
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "workflows")))
                return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
