using Verwaltung.Feel;

namespace Verwaltung.Periods;

/// <summary>
/// The authority that a house works for: what it is called, in which Land it sits, which team looks after what names none. Whose holidays count,
/// by which clock days begin, and what an expression of a procedure may call all follow from it, so that all places agree.
/// </summary>
public sealed class Office
{
    /// <param name="city">As it stands at the head of pages and on sheets, with its kind: <c>Stadt Dortmund</c>.</param>
    /// <param name="land">The Land whose holidays count at its seat.</param>
    /// <param name="team">Key of the team that looks after what names none of its own, such as the register of permits.</param>
    public Office(string city, Land land, string team)
    {
        (City, Team, WorkingDays) = (city, team, new WorkingDays(land));
        Functions = PeriodFunctions.For(land);
    }

    /// <summary>What holds where the configuration names no other: the city of the demonstration.</summary>
    public static Office Demonstration { get; } = new("Stadt Dortmund", Land.NW, "33/5");

    /// <summary>The municipality by its full name.</summary>
    public string City { get; }

    /// <summary>The team that looks after what names none of its own.</summary>
    public string Team { get; }

    /// <summary>The working days at its seat.</summary>
    public WorkingDays WorkingDays { get; }

    /// <summary>The Land it sits in.</summary>
    public Land Land => WorkingDays.Land;

    /// <summary>The zone in which its days begin: legal time, in every Land (§ 4 EinhZeitG).</summary>
    public TimeZoneInfo Zone => LegalTime.Zone;

    /// <summary>The functions that its procedures may call beyond FEEL's own.</summary>
    public IReadOnlyDictionary<string, FeelFunction> Functions { get; }

    /// <summary>What an expression may know of the world at an instant. A new one for each evaluation: it counts the work.</summary>
    public FeelEnvironment At(DateTimeOffset now) => new(now, Zone, Functions);
}
