namespace Verwaltung.Postgres.Embedded;

internal sealed class EmbeddedServer : IDisposable
{
    public string ConnectionString { get; } = "";
    public static Task<EmbeddedServer> StartAsync(string folder, IReadOnlyList<string> settings, IProgress<string>? progress, CancellationToken cancel) => throw new NotSupportedException(folder);
    public void Dispose() { }
}
