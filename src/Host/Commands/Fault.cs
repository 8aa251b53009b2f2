using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Host.Commands;

/// <summary>
/// What a command that failed says and with which exit code: what an operator can mend in one sentence (3 a taken address, 1 anything else),
/// a bug with all that helps to find it.
/// </summary>
internal static class Fault
{
    private const int Failed = 1;
    private const int AddressTaken = 3;

    public static (string Message, int ExitCode) Of(Exception fault) => fault switch
    {
        IOException { InnerException: AddressInUseException } or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            ($"{Sentence(fault)} Stop the other program, or choose another address with --urls.", AddressTaken),
        DatabaseUnavailableException or StartRefusedException => (fault.Message, Failed),
        OperationCanceledException => ("Stopped.", Failed),
        SocketException or IOException { InnerException: SocketException } =>
            ($"The host cannot serve on the address that --urls names: {Sentence(fault)}", Failed),
        NpgsqlException => ($"The database does not work: {Sentence(fault)}", Failed),
        InvalidOperationException { InnerException: CryptographicException } =>
            ($"{Sentence(fault)} Put the right key back: Encryption__MasterKey, or master.key in the data folder.", Failed),
        InvalidOperationException { InnerException: FormatException } => (Sentence(fault), Failed), // a setting of the wrong form; the framework names it
        InvalidOperationException when fault.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            ("https needs a certificate: set Kestrel__Certificates__Default__Path (and __Password), or put a reverse proxy in front and serve http.", Failed),
        UnauthorizedAccessException or IOException => (Sentence(fault), Failed),
        _ => ($"This is a bug of Verwaltung, please report it: {fault}", Failed),
    };

    private static string Sentence(Exception fault)
    {
        var text = fault is PostgresException refused ? refused.MessageText : fault.Message.Split('\n')[0].Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
