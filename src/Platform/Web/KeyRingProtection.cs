using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.Web;

/// <summary>How the host seals the keys of sessions and forms before they go to the database: the database alone must not open them.</summary>
/// <param name="Seal">Plain bytes to sealed ones.</param>
/// <param name="Open">And back; throws when they were changed or sealed with another key.</param>
public sealed record KeyRingProtection(Func<byte[], byte[]> Seal, Func<byte[], byte[]> Open);

/// <summary>Puts a sealed key into the ring's XML. ASP.NET writes the decryptor's type beside it and makes one when it reads the key.</summary>
internal sealed class KeyRingEncryptor(KeyRingProtection protection) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", Convert.ToBase64String(protection.Seal(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))), typeof(KeyRingDecryptor));
}

/// <summary>Reads what <see cref="KeyRingEncryptor"/> wrote.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(System.Text.Encoding.UTF8.GetString(services.GetRequiredService<KeyRingProtection>().Open(Convert.FromBase64String(encryptedElement.Value))));
}
