using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.Parking;

/// <summary>
/// What the code on a sheet says, for example <c>VP1.GU-2026-00417.20261201.20271130.3fA9xY1c</c> and, after another dot, the signature:
/// version, number (its first part is the zone's code), first and last day, and a mark of the plate. Nothing of it names the holder.
/// The whole of it is described in docs/permit-codes.md for those who verify it elsewhere.
/// </summary>
internal sealed partial record SheetCode(string Number, DateOnly From, DateOnly To, string PlateMark)
{
    private const string Version = "VP1";
    private const int MarkLength = 8;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Version}.{Number}.{From:yyyyMMdd}.{To:yyyyMMdd}.{PlateMark}");

    public static SheetCode Of(PermitView permit) => new(permit.Number, permit.ValidFrom, permit.ValidTo, MarkOf(permit.Number, permit.Plate));

    /// <summary>Whether somebody meant a code and not a number.</summary>
    public static bool IsMeant(string text) => text.StartsWith($"{Version}.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether somebody meant a sheet's number: it has a year and five digits, no plate looks like it.</summary>
    public static bool IsNumber(string text) => NumberForm().IsMatch(text);

    /// <summary>The code and its signature; null when the text has another form.</summary>
    public static (SheetCode Code, string Signature)? Read(string text) =>
        text.Split('.') is [Version, var number, var from, var to, var mark, var signature] && Day(from) is { } first && Day(to) is { } last
            ? (new SheetCode(number, first, last, mark), signature)
            : null;

    /// <summary>
    /// 48 bits of SHA-256 over number and plate. A sheet's number makes it another mark for each sheet; it hides nothing, the plate stands beside it:
    /// it ties the code to the plate for those who verify without asking us.
    /// </summary>
    public static string MarkOf(string number, string plate) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}:{Plate.KeyOf(plate)}")))[..MarkLength];

    [GeneratedRegex("^[A-Za-zÄÖÜäöü]{1,4}-20[0-9]{2}-[0-9]{5,}$")]
    private static partial Regex NumberForm();

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
