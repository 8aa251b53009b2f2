namespace Verwaltung.Postgres;

/// <summary>There is no database to work with. The message is one sentence that a person at the console can act on.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
