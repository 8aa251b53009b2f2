namespace Verwaltung.Periods;

/// <summary>The sixteen German Laender by their ISO 3166-2 code (without the leading "DE-").</summary>
public enum Land
{
    /// <summary>Baden-Wuerttemberg.</summary>
    BW,
    /// <summary>Bavaria.</summary>
    BY,
    /// <summary>Berlin.</summary>
    BE,
    /// <summary>Brandenburg.</summary>
    BB,
    /// <summary>Bremen.</summary>
    HB,
    /// <summary>Hamburg.</summary>
    HH,
    /// <summary>Hesse.</summary>
    HE,
    /// <summary>Mecklenburg-Western Pomerania.</summary>
    MV,
    /// <summary>Lower Saxony.</summary>
    NI,
    /// <summary>North Rhine-Westphalia.</summary>
    NW,
    /// <summary>Rhineland-Palatinate.</summary>
    RP,
    /// <summary>Saarland.</summary>
    SL,
    /// <summary>Saxony.</summary>
    SN,
    /// <summary>Saxony-Anhalt.</summary>
    ST,
    /// <summary>Schleswig-Holstein.</summary>
    SH,
    /// <summary>Thuringia.</summary>
    TH,
}
