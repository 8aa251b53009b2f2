namespace Verwaltung.Parking;

/// <summary>Judges a plate or a sheet by the register: it knows today's state, the sheet only that of its print.</summary>
internal sealed class Checks(PermitRegister register, SigningKeys keys)
{
    private static readonly (PermitCheck, Guid?) NotGenuine = (new(CheckVerdict.NotGenuine, null, null, null, null), null);
    private static readonly (PermitCheck, Guid?) Unknown = (new(CheckVerdict.Unknown, null, null, null, null), null);

    public async Task<(PermitCheck Check, Guid? Permit)> RunAsync(string? plate, string? code, string? zone, CancellationToken cancellation)
    {
        if (code is null) return Best(await register.OfPlateAsync(plate!, cancellation), zone);
        var number = code.ToUpperInvariant();
        if (SheetCode.IsMeant(code))
        {
            if (SheetCode.Read(code) is not var (sheet, signature) || !await keys.VerifyAsync(sheet.Text, signature, cancellation)) return NotGenuine;
            number = sheet.Number;
        }

        if (await register.FindAsync(number, cancellation) is not { } permit) return Unknown;
        if (permit.Number != number) return Answer(CheckVerdict.VoidSheet, permit);
        return plate is not null && Plate.KeyOf(plate) != Plate.KeyOf(permit.Plate)
            ? Answer(CheckVerdict.OtherPlate, permit)
            : Answer(Verdict(permit, zone), permit);
    }

    // Two residents may share a car, and terms follow each other: what allows to park counts, else the latest.
    private static (PermitCheck, Guid?) Best(IReadOnlyList<PermitView> permits, string? zone) =>
        permits.Select(permit => (Permit: permit, Verdict: Verdict(permit, zone)))
            .OrderBy(found => Rank(found.Verdict))
            .FirstOrDefault() is { Permit: { } best, Verdict: var verdict }
            ? Answer(verdict, best)
            : Unknown;

    private static CheckVerdict Verdict(PermitView permit, string? zone) => permit.Status switch
    {
        PermitStatus.Upcoming => CheckVerdict.Upcoming,
        PermitStatus.Expired => CheckVerdict.Expired,
        PermitStatus.Returned => CheckVerdict.Returned,
        PermitStatus.Revoked => CheckVerdict.Revoked,
        _ when zone is not null && zone != permit.Zone => CheckVerdict.OtherZone,
        _ => CheckVerdict.Valid,
    };

    private static int Rank(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Valid => 0,
        CheckVerdict.OtherZone => 1,
        _ => 2,
    };

    private static (PermitCheck, Guid?) Answer(CheckVerdict verdict, PermitView permit) =>
        (new(verdict, permit.Plate, permit.Zone, permit.Number, permit.ValidUntil), permit.Id);
}
