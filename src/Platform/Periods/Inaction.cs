namespace Verwaltung.Periods;

/// <summary>
/// The time that an authority has before it can be sued for failure to act: without sufficient reason not decided "within a reasonable time",
/// but not before three months since the application (§ 75 s. 1 and 2 VwGO). It does not pause while the authority waits for an answer.
/// </summary>
/// <param name="Wait">The three months.</param>
/// <param name="ActionFrom">The first day on which an action is admissible, the one after their last day.</param>
/// <param name="Reasons">The steps from receipt to that day.</param>
public sealed record Inaction(Deadline Wait, DateOnly ActionFrom, IReadOnlyList<Reason> Reasons)
{
    private static readonly Norm ThreeMonths = new("§ 75 Satz 2 VwGO");

    /// <summary>
    /// Counts from the day of receipt, which is not counted itself (§ 57(2) VwGO, § 222(1) ZPO, §§ 187(1), 188(2) BGB). § 57(2) VwGO takes over
    /// § 222 ZPO for every period of the code, so the end moves to a working day (§ 222(2) ZPO); an action brought too early becomes admissible then.
    /// </summary>
    /// <param name="received">The day on which the application was received.</param>
    /// <param name="workingDays">The working days at the seat of the court, which lies in the authority's Land.</param>
    /// <exception cref="HolidaysUnknownException">The holidays at the end of the period are not recorded.</exception>
    public static Inaction After(DateOnly received, WorkingDays workingDays)
    {
        var wait = new Deadlines(workingDays, ProcedureLaw.VwGo).Compute(received, new(Months: 3));
        var from = wait.LastDay.AddDays(1);
        return new(wait, from, [.. wait.Reasons, Reason.Of("inaction.action-from", from, ThreeMonths)]);
    }
}
