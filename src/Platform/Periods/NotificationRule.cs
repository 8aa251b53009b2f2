namespace Verwaltung.Periods;

/// <summary>
/// How an administrative act reaches a person, and so from which day it counts. Every outgoing notice carries one of these;
/// five of them deem it notified on a day that nobody observed. <see cref="NotificationRules.WireName"/> is the stable name.
/// </summary>
public enum NotificationRule
{
    /// <summary><c>POST_INLAND</c>, § 41(2) s. 1 VwVfG: the fourth day after posting, unless received later or not at all.</summary>
    PostInland,

    /// <summary><c>ELEKTRONISCH_UEBERMITTELT</c>, § 41(2) s. 2 VwVfG: the fourth day after sending, also abroad, with the same rebuttal.</summary>
    ElektronischUebermittelt,

    /// <summary>
    /// <c>ABRUF_41_2A</c>, § 41(2a) VwVfG: the day after actual retrieval; the provision ends if nothing is retrieved within ten days after the
    /// message about it.
    /// </summary>
    Abruf41Abs2a,

    /// <summary><c>OZG_POSTFACH</c>, § 9 OZG: the fourth day after provision in the mailbox of the user account, retrieved or not.</summary>
    OzgPostfach,

    /// <summary><c>SGBX_ABRUF</c>, § 37(2a) SGB X: the fourth day after sending the message about the provision.</summary>
    SgbXAbruf,

    /// <summary>
    /// <c>OEFFENTLICH</c>, § 41(3), (4) VwVfG: two weeks after local publication; a general order may fix another day, the next at the earliest.
    /// </summary>
    Oeffentlich,

    /// <summary><c>ZUSTELLUNG_PZU</c>, § 3 LZG NRW / VwZG: the day stated in the deed of service.</summary>
    ZustellungPzu,

    /// <summary><c>ZUSTELLUNG_EINSCHREIBEN</c>, § 4 LZG NRW / VwZG: the day on the return receipt, else the fourth day after posting.</summary>
    ZustellungEinschreiben,

    /// <summary><c>ZUSTELLUNG_EB</c>, § 5 LZG NRW / VwZG: the day on the acknowledgement of receipt.</summary>
    ZustellungEb,

    /// <summary><c>MUENDLICH</c>, § 41(1) VwVfG: the moment it is said.</summary>
    Muendlich,

    /// <summary><c>AUSHAENDIGUNG</c>, § 41(1) VwVfG: the moment it is handed over.</summary>
    Aushaendigung,
}

/// <summary>The stable names of the rules in events, variables and interfaces.</summary>
public static class NotificationRules
{
    private static readonly string[] Names =
    [
        "POST_INLAND", "ELEKTRONISCH_UEBERMITTELT", "ABRUF_41_2A", "OZG_POSTFACH", "SGBX_ABRUF", "OEFFENTLICH",
        "ZUSTELLUNG_PZU", "ZUSTELLUNG_EINSCHREIBEN", "ZUSTELLUNG_EB", "MUENDLICH", "AUSHAENDIGUNG",
    ];

    /// <summary>All names, in the order of the enum.</summary>
    public static IReadOnlyList<string> WireNames => Names;

    /// <summary>The name of a rule, such as <c>ABRUF_41_2A</c>.</summary>
    public static string WireName(this NotificationRule rule) => Names[(int)rule];

    /// <summary>The rule of a name in capitals; null if there is none.</summary>
    public static NotificationRule? FromWireName(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var index ? (NotificationRule)index : null;
}
