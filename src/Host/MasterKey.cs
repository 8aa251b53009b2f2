using System.Security.Cryptography;

namespace Verwaltung.Host;

/// <summary>
/// The key that wraps the persons' keys. A data centre configures it (<c>Encryption__MasterKey</c>, 32 bytes in base64) and keeps it apart from
/// backups of the database; a development machine makes one beside its embedded database.
/// </summary>
internal static class MasterKey
{
    public static byte[] Load(IConfiguration configuration, string dataFolder)
    {
        if (configuration["Encryption:MasterKey"] is { Length: > 0 } configured)
            return Decode(configured);
        if (configuration.GetConnectionString("Verwaltung") is { Length: > 0 })
            throw new StartRefusedException("Encryption__MasterKey is missing: 32 random bytes in base64, for example from 'openssl rand -base64 32'. Without it personal data cannot be stored.");

        var file = Path.Combine(dataFolder, "master.key");
        return File.Exists(file) ? Decode(File.ReadAllText(file)) : Create(file);
    }

    private static byte[] Create(string file)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        try
        {
            using var stream = OperatingSystem.IsWindows()
                ? new FileStream(file, FileMode.CreateNew)
                : new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
            return key;
        }
        catch (IOException) when (File.Exists(file))
        {
            return Decode(File.ReadAllText(file)); // a second host on the same folder was faster
        }
    }

    private static byte[] Decode(string text)
    {
        var key = new byte[32];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == 32
            ? key
            : throw new StartRefusedException("The master key is damaged: expected 32 bytes in base64.");
    }
}

/// <summary>The host cannot start; the message is the one sentence that an operator needs.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
