using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Verwaltung.Web;

namespace Verwaltung.Parking;

/// <summary>
/// What was typed goes on in the address sealed: no history, log or proxy learns whom somebody looked for, and going back shows the list again.
/// </summary>
internal sealed class SealedWords(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Verwaltung.Parking.Search");

    public string Seal(string words) => _seal.Protect(words);

    public string Read(string sealedWords)
    {
        try
        {
            return _seal.Unprotect(sealedWords);
        }
        catch (CryptographicException)
        {
            throw new PageStatusException(StatusCodes.Status404NotFound);
        }
    }
}
