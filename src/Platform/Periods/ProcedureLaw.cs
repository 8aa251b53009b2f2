namespace Verwaltung.Periods;

/// <summary>The code that governs a matter or a period; it decides which clause is cited and whether the fiction day moves.</summary>
public enum ProcedureLaw
{
    /// <summary>General administrative procedure (VwVfG and the Laender's own codes with the same text, such as VwVfG NRW).</summary>
    VwVfG,

    /// <summary>Social benefits and youth welfare (SGB X).</summary>
    SgbX,

    /// <summary>Taxes, and by reference municipal duties under the KAG (AO).</summary>
    Ao,

    /// <summary>Actions before the administrative courts (§ 57(2) VwGO, § 222 ZPO). Only periods run by it, no notification.</summary>
    VwGo,
}

/// <summary>What the codes say differently about notification and periods.</summary>
public static class ProcedureLaws
{
    /// <summary>
    /// Whether a fiction day on a weekend or holiday moves to the next working day. It does under the AO (§ 108(3) AO, as the
    /// Federal Fiscal Court applies it to § 122(2) AO); under VwVfG and SGB X it names a date, not a period, and stays.
    /// </summary>
    public static bool RollsFictionDay(this ProcedureLaw law) => law is ProcedureLaw.Ao;

    internal static Norm Post(this ProcedureLaw law) => new(law switch
    {
        ProcedureLaw.SgbX => "§ 37 Abs. 2 Satz 1 SGB X",
        ProcedureLaw.Ao => "§ 122 Abs. 2 Nr. 1 AO",
        _ => "§ 41 Abs. 2 Satz 1 VwVfG",
    });

    internal static Norm Electronic(this ProcedureLaw law) => new(law switch
    {
        ProcedureLaw.SgbX => "§ 37 Abs. 2 Satz 2 SGB X",
        ProcedureLaw.Ao => "§ 122 Abs. 2a AO",
        _ => "§ 41 Abs. 2 Satz 2 VwVfG",
    });

    internal static Norm RollOver(this ProcedureLaw law) => new(law switch
    {
        ProcedureLaw.SgbX => "§ 26 Abs. 3 Satz 1 SGB X",
        ProcedureLaw.Ao => "§ 108 Abs. 3 AO",
        ProcedureLaw.VwGo => "§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO",
        _ => "§ 31 Abs. 3 Satz 1 VwVfG",
    });
}
