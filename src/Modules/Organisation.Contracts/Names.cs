namespace Verwaltung.Organisation.Contracts;

/// <summary>The claims of a signed-in person. Team and role may occur several times.</summary>
public static class ClaimNames
{
    /// <summary>The <see cref="PersonId"/> as UUID.</summary>
    public const string Subject = "sub";
    public const string Name = "name";
    /// <summary><see cref="Staff"/> or <see cref="Citizen"/>.</summary>
    public const string Kind = "kind";
    public const string Team = "team";
    public const string Role = "role";
    public const string TrustLevel = "trust";
    /// <summary>A <see cref="Deputyship"/>; one for each absent colleague.</summary>
    public const string Deputy = "deputy";

    public const string Staff = "staff";
    public const string Citizen = "citizen";
}

/// <summary>What a person may do, beside the teams that say where.</summary>
public static class RoleNames
{
    public const string Clerk = "clerk";
    /// <summary>Signs refusals of the own teams.</summary>
    public const string TeamLead = "team-lead";
    /// <summary>Confirms the day of posting.</summary>
    public const string PostRoom = "post-room";
    public const string Cashier = "cashier";
    /// <summary>Asks on the street whether a plate has a permit.</summary>
    public const string Warden = "warden";
    public const string Operator = "operator";
    /// <summary>Reads the records of who looked up what.</summary>
    public const string DataProtection = "data-protection";
    public const string Designer = "designer";
    public const string Citizen = "citizen";
}

/// <summary>
/// How sure an account is of its person, weakest first. The words are those of BundID's classes
/// (<c>STORK-QAA-Level-1..4</c>; levels of eIDAS Art. 8 from <see cref="Substantial"/> on).
/// </summary>
public static class TrustLevels
{
    public const string Low = "untergeordnet";
    public const string Normal = "normal";
    public const string Substantial = "substantiell";
    public const string High = "hoch";

    private static readonly string[] Order = [Low, Normal, Substantial, High];

    /// <summary>True if <paramref name="level"/> is at least <paramref name="required"/>; unknown or missing words reach nothing.</summary>
    public static bool Reaches(string? level, string required) =>
        Array.IndexOf(Order, level) is var has and >= 0 && Array.IndexOf(Order, required) is var needs and >= 0 && has >= needs;
}
