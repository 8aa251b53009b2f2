using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Verwaltung.Web;

/// <summary>How the host seals the keys of sessions and forms before they go to the database: the database alone must not open them.</summary>
/// <param name="Seal">Plain bytes to sealed ones.</param>
/// <param name="Open">And back; throws when they were changed or sealed with another key.</param>
public sealed record KeyRingProtection(Func<byte[], byte[]> Seal, Func<byte[], byte[]> Open);

/// <summary>Puts a sealed key into the ring's XML. ASP.NET writes the decryptor's type beside it and makes one when it reads the key.</summary>
internal sealed class KeyRingEncryptor(KeyRingProtection protection) : IXmlEncryptor
{
    public const string Name = "sealed";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(
            new XElement(
                Name,
                Convert.ToBase64String(protection.Seal(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))),
            typeof(KeyRingDecryptor));
}

/// <summary>Reads what <see cref="KeyRingEncryptor"/> wrote.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(
            System.Text.Encoding.UTF8.GetString(services.GetRequiredService<KeyRingProtection>().Open(Convert.FromBase64String(encryptedElement.Value))));
}

/// <summary>
/// Refuses to start, after the schema and before anything else, where no key of the ring can be opened: ASP.NET would only log it and
/// make a new key, and everybody's sessions would be gone before somebody saw that the master key is the wrong one.
/// </summary>
internal sealed class KeyRingCheck(NpgsqlDataSource? database, KeyRingProtection? protection, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (database is null || protection is null)
            return Task.CompletedTask;
        CryptographicException? wrong = null;
        foreach (
            var key in new PostgresKeyRepository(database, time)
                .GetAllElements()
                .SelectMany(element => element.Descendants())
                .Where(element => element.Name.LocalName == KeyRingEncryptor.Name))
            try
            {
                protection.Open(Convert.FromBase64String(key.Value));
                return Task.CompletedTask;
            }
            catch (CryptographicException e)
            {
                wrong = e;
            }
        return wrong is null
            ? Task.CompletedTask
            : throw new InvalidOperationException("The keys in this database are wrapped by another master key than the configured one.", wrong);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
