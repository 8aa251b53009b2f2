using System.CommandLine;

namespace Verwaltung.Host;

/// <summary>What the command line says about where the host serves and where its data lie; everything else is configuration.</summary>
internal sealed record HostSettings(string? Urls, string DataFolder)
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    private static readonly Option<string?> UrlsOption =
        new("--urls") { Description = $"Addresses to serve on, separated by semicolons. Default: {DefaultUrls}", Recursive = true };
    private static readonly Option<string?> DataOption =
        new("--data") { Description = "Folder of the embedded database, keys and mails. Default: the folder 'data' beside workflows.", Recursive = true };

    public static void AddOptions(Command command)
    {
        foreach (var option in (Option<string?>[])[UrlsOption, DataOption])
            option.Validators.Add(result =>
            {
                if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>())) result.AddError($"{option.Name} needs a value.");
            });
        UrlsOption.Validators.Add(result =>
        {
            if (Complaint(result.GetValueOrDefault<string?>()) is { } complaint) result.AddError(complaint);
        });
        command.Options.Add(UrlsOption);
        command.Options.Add(DataOption);
    }

    public static HostSettings From(ParseResult parsed) =>
        new(parsed.GetValue(UrlsOption), Path.GetFullPath(parsed.GetValue(DataOption) ?? Configured("Data") ?? Path.Combine(Installation.Root, "data")));

    /// <summary>What is wrong with the addresses to serve on; null when the server can read them.</summary>
    public static string? Complaint(string? urls) =>
        (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(url => !IsAddress(url)) is { } wrong
            ? $"'{wrong}' is no address to serve on: expected one like {DefaultUrls}."
            : null;

    // "*" and "+" stand for all addresses of the machine.
    private static bool IsAddress(string url) =>
        Uri.TryCreate(
            url.Replace("://*", "://all", StringComparison.Ordinal).Replace("://+", "://all", StringComparison.Ordinal), UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", PathAndQuery: "/" };

    private static string? Configured(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
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
