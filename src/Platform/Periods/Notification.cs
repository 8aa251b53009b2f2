namespace Verwaltung.Periods;

/// <summary>What is known of how a notice went out. Days are local days (Europe/Berlin): provided at 23:50 counts for that day.</summary>
/// <param name="Rule">How it goes out.</param>
/// <param name="Day">
/// The day the rule counts from: posted, sent, provided, published, delivered or handed over. For <see cref="NotificationRule.Abruf41Abs2a"/>
/// and <see cref="NotificationRule.SgbXAbruf"/> the day the message about the provision was sent.
/// </param>
public sealed record Dispatch(NotificationRule Rule, DateOnly Day)
{
    /// <summary>The code of procedure that governs the matter.</summary>
    public ProcedureLaw Law { get; init; } = ProcedureLaw.VwVfG;

    /// <summary>The day of the first retrieval after authentication, where the notice is provided for retrieval.</summary>
    public DateOnly? Retrieved { get; init; }

    /// <summary>
    /// The day the notice really arrived, when it is known: later than the fiction day it decides, earlier it does not shorten.
    /// For registered post the day on the return receipt, which decides in any case.
    /// </summary>
    public DateOnly? Received { get; init; }

    /// <summary>The person denies having received the notice, or having received it in time; the authority then has to prove it (§ 41(2) s. 3 VwVfG).</summary>
    public bool Disputed { get; init; }

    /// <summary>The day the letter came back to the authority: it was not received, so nothing is deemed (§ 41(2) s. 3 VwVfG).</summary>
    public DateOnly? Returned { get; init; }

    /// <summary>For <see cref="NotificationRule.OzgPostfach"/>: the day the user was told, which must not be later than the day of provision.</summary>
    public DateOnly? Informed { get; init; }

    /// <summary>For <see cref="NotificationRule.Oeffentlich"/>: the day that a general order fixes itself (§ 41(4) s. 4 VwVfG).</summary>
    public DateOnly? FixedDay { get; init; }
}

/// <summary>Whether, and on which day, a notice counts as notified; one of three.</summary>
public abstract record Notification(IReadOnlyList<Reason> Reasons)
{
    /// <summary>Notified.</summary>
    /// <param name="Day">The day of notification; remedy periods run from it.</param>
    /// <param name="FictionDay">The day on which the law deems it notified; null where an observed day decides.</param>
    /// <param name="Reasons">The steps to the result.</param>
    public sealed record Effective(DateOnly Day, DateOnly? FictionDay, IReadOnlyList<Reason> Reasons) : Notification(Reasons);

    /// <summary>Not yet: the notice waits to be retrieved.</summary>
    /// <param name="EndsAfter">The last day on which retrieval notifies; then another channel has to be taken. Null where the law sets no limit.</param>
    /// <param name="Reasons">The steps to the result.</param>
    public sealed record Pending(DateOnly? EndsAfter, IReadOnlyList<Reason> Reasons) : Notification(Reasons);

    /// <summary>The law deems nothing: the authority has to prove receipt, or to notify again.</summary>
    /// <param name="Reasons">The steps to the result.</param>
    public sealed record Failed(IReadOnlyList<Reason> Reasons) : Notification(Reasons);
}
