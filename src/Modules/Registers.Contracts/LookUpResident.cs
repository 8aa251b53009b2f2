using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Registers.Contracts;

/// <summary>
/// Asks the resident register (Melderegister) where a person is registered. Answer: <see cref="ResidentAnswer"/>, within about two seconds:
/// an unavailable register is a normal answer. Every retrieval is logged with its purpose, never with values (§ 5 EGovG).
/// </summary>
/// <param name="Person">The citizen's account; name and birth date are taken from it and nothing else is sent.</param>
/// <param name="Purpose">Why, in words a data protection officer understands, e.g. <c>Bewohnerparkausweis: Vorschau im Antrag</c>.</param>
/// <param name="By">Who asks; null if the person asks about themselves.</param>
public sealed record LookUpResident(PersonId Person, string Purpose, PersonId? By = null) : IAsk<ResidentAnswer>;

/// <summary>What the register said. A closed set.</summary>
public abstract record ResidentAnswer
{
    private ResidentAnswer() { }

    /// <summary>Exactly one person matches.</summary>
    public sealed record Found(Resident Resident) : ResidentAnswer;

    /// <summary>
    /// Nobody matches, or the person's data is blocked (§§ 51, 52 BMG): the register answers both alike,
    /// so that nobody can tell whether a block exists.
    /// </summary>
    public sealed record NotFound(DateTimeOffset RetrievedAt) : ResidentAnswer;

    /// <summary>Several people match; nothing about them is returned.</summary>
    public sealed record Ambiguous(DateTimeOffset RetrievedAt) : ResidentAnswer;

    /// <summary>No usable answer in time.</summary>
    public sealed record Unavailable(string Reason) : ResidentAnswer;
}

/// <summary>The residence that the register knows.</summary>
/// <param name="HouseNumber">Without the letter.</param>
/// <param name="HouseNumberLetter">The letter of <c>12 a</c>, or null.</param>
/// <param name="MainResidence">True for the main, false for a second residence (§ 21 BMG).</param>
public sealed record Resident(
    string Street, string HouseNumber, string? HouseNumberLetter, string Postcode, string City,
    bool MainResidence, DateOnly MovedInOn, DateTimeOffset RetrievedAt)
{
    /// <summary><c>12</c> or <c>12 a</c>.</summary>
    public string FullHouseNumber => HouseNumberLetter is null ? HouseNumber : $"{HouseNumber} {HouseNumberLetter}";
}
