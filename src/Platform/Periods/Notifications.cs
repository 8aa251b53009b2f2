namespace Verwaltung.Periods;

/// <summary>
/// Finds the day of notification (Bekanntgabe) of a notice: § 41 VwVfG and its counterparts, § 9 OZG, § 37 SGB X, § 122 AO and the
/// acts on service. Four-day fictions follow the Postal Act of 2024, in force for notices posted from 1 January 2025 on.
/// </summary>
/// <param name="WorkingDays">The working days at the seat of the authority; they matter for the AO's fiction day and the ten days of § 41(2a) only.</param>
public sealed record Notifications(WorkingDays WorkingDays)
{
    private const int FictionDays = 4;
    private static readonly DateOnly FourDaysSince = new(2025, 1, 1);
    private static readonly Norm Retrieval = new("§ 41 Abs. 2a VwVfG");
    private static readonly Norm Ozg = new("§ 9 Abs. 1 OZG");
    private static readonly Norm SgbX = new("§ 37 Abs. 2a SGB X");
    private static readonly Norm Public = new("§ 41 Abs. 4 VwVfG");
    private static readonly Norm Direct = new("§ 41 Abs. 1 VwVfG");

    /// <summary>Applies a notice's rule to what is known of it.</summary>
    /// <param name="dispatch">What is known.</param>
    /// <param name="asOf">The day of asking; it decides only whether a provision for retrieval has ended.</param>
    /// <exception cref="ArgumentException">
    /// The facts contradict each other (received or back before posting), or the day lies before 2025, when the fictions were three days.
    /// </exception>
    public Notification Compute(Dispatch dispatch, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(dispatch);
        RefuseContradictions(dispatch);
        return dispatch.Rule switch
        {
            NotificationRule.PostInland => Fiction(dispatch, "notification.posted", dispatch.Law.Post()),
            NotificationRule.ElektronischUebermittelt => Fiction(dispatch, "notification.sent", dispatch.Law.Electronic()),
            NotificationRule.Abruf41Abs2a => Retrieved(dispatch, asOf),
            NotificationRule.OzgPostfach => Mailbox(dispatch),
            NotificationRule.SgbXAbruf => SocialLawRetrieval(dispatch),
            NotificationRule.Oeffentlich => Published(dispatch),
            NotificationRule.ZustellungPzu => Observed(dispatch.Day, "notification.deed", new("§ 3 LZG NRW")),
            NotificationRule.ZustellungEinschreiben => Registered(dispatch),
            NotificationRule.ZustellungEb => Observed(dispatch.Day, "notification.acknowledged", new("§ 5 LZG NRW")),
            NotificationRule.Muendlich => Observed(dispatch.Day, "notification.oral", Direct),
            NotificationRule.Aushaendigung => Observed(dispatch.Day, "notification.handed", Direct),
            _ => throw new ArgumentException($"Expected a rule of notification, but found {dispatch.Rule}.", nameof(dispatch)),
        };
    }

    private static Notification.Effective Observed(DateOnly day, string code, Norm norm) => new(day, null, [Reason.Of(code, day, norm)]);

    private Notification Fiction(Dispatch dispatch, string code, Norm norm)
    {
        if (dispatch.Returned is { } returned)
            return new Notification.Failed([Reason.Of("notification.returned", dispatch.Day, returned, norm)]);
        var (fiction, reasons) = FourthDay(dispatch, code, norm);
        if (dispatch is { Disputed: true, Received: null })
            return new Notification.Failed([.. reasons, Reason.Of("notification.disputed")]);
        return dispatch.Received is { } received ? Rebutted(fiction, received, reasons) : new Notification.Effective(fiction, fiction, reasons);
    }

    private static Notification.Effective Rebutted(DateOnly fiction, DateOnly received, List<Reason> reasons)
    {
        var later = received > fiction;
        reasons.Add(Reason.Of(later ? "notification.received-later" : "notification.received-earlier", received));
        return new(later ? received : fiction, fiction, reasons);
    }

    private (DateOnly Day, List<Reason> Reasons) FourthDay(Dispatch dispatch, string code, Norm norm)
    {
        var day = dispatch.Day.AddDays(FictionDays);
        var reasons = new List<Reason> { Reason.Of(code, dispatch.Day, day, norm) };
        if (WorkingDays.WhyOff(day) is not { } off)
            return (day, reasons);
        if (!dispatch.Law.RollsFictionDay())
            return (day, [.. reasons, Reason.Of("notification.fiction-stays", day, off)]);
        var moved = WorkingDays.OnOrAfter(day);
        return (moved, [.. reasons, Reason.Of("notification.fiction-moves", day, off, moved, dispatch.Law.RollOver())]);
    }

    private Notification Retrieved(Dispatch dispatch, DateOnly asOf)
    {
        var provision = new Deadlines(WorkingDays).Compute(dispatch.Day, new(Days: 10));
        var sent = Reason.Of("notification.provided-for-retrieval", dispatch.Day, provision.LastDay, Retrieval);
        return dispatch.Retrieved switch
        {
            { } day when day <= provision.LastDay =>
                new Notification.Effective(day.AddDays(1), null, [Reason.Of("notification.retrieved", day, day.AddDays(1), Retrieval)]),
            null when asOf <= provision.LastDay => new Notification.Pending(provision.LastDay, [sent]),
            _ => new Notification.Failed([sent, Reason.Of("notification.not-retrieved", provision.LastDay)]),
        };
    }

    private Notification Mailbox(Dispatch dispatch)
    {
        var (fiction, reasons) = FourthDay(dispatch, "notification.mailbox", Ozg);
        if (dispatch.Informed is not { } informed || informed <= dispatch.Day)
            return new Notification.Effective(fiction, fiction, reasons);
        return new Notification.Failed([.. reasons, Reason.Of("notification.informed-late", informed, dispatch.Day)]);
    }

    private Notification SocialLawRetrieval(Dispatch dispatch)
    {
        var (fiction, reasons) = FourthDay(dispatch with { Law = ProcedureLaw.SgbX }, "notification.sgbx", SgbX);
        return dispatch switch
        {
            { Disputed: false } => new Notification.Effective(fiction, fiction, reasons),
            { Retrieved: { } day } => new Notification.Effective(day, fiction, [.. reasons, Reason.Of("notification.sgbx-disputed", day)]),
            _ => new Notification.Pending(null, [.. reasons, Reason.Of("notification.sgbx-waits")]),
        };
    }

    private static Notification.Effective Published(Dispatch dispatch)
    {
        if (dispatch.FixedDay is { } fixedDay)
            return new(fixedDay, fixedDay, [Reason.Of("notification.published-fixed", dispatch.Day, fixedDay, Public)]);
        var day = dispatch.Day.AddDays(14);
        return new(day, day, [Reason.Of("notification.published", dispatch.Day, day, Public)]);
    }

    private Notification Registered(Dispatch dispatch) =>
        dispatch.Received is { } receipt
            ? Observed(receipt, "notification.return-receipt", new("§ 4 LZG NRW"))
            : Fiction(dispatch, "notification.registered", new("§ 4 Abs. 2 LZG NRW"));

    private static void RefuseContradictions(Dispatch dispatch)
    {
        if (dispatch.Day < FourDaysSince)
            throw new ArgumentException("Days of notification are computed from 2025-01-01 on; before, other fictions applied.", nameof(dispatch));
        if (dispatch.Received < dispatch.Day || dispatch.Retrieved < dispatch.Day)
            throw new ArgumentException($"A notice of {dispatch.Day:yyyy-MM-dd} cannot have been received or retrieved before that day.", nameof(dispatch));
        if (dispatch.Returned < dispatch.Day)
            throw new ArgumentException($"A notice of {dispatch.Day:yyyy-MM-dd} cannot have come back before that day.", nameof(dispatch));
        if (dispatch.FixedDay <= dispatch.Day)
            throw new ArgumentException("A general order takes effect on the day after its publication at the earliest (§ 41(4) VwVfG).", nameof(dispatch));
    }
}
