namespace Verwaltung.Postgres;

/// <summary>Where the database is.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Npgsql connection string of a server run by someone else; null or empty starts the embedded server.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Folder of the embedded server: its data, locks, log and socket. Made when it does not exist.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Further settings of the embedded server, <c>name=value</c> each. They count for the host that starts the server.</summary>
    public IReadOnlyList<string> ServerSettings { get; init; } = [];
}
