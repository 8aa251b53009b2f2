using Verwaltung.Periods;

namespace Verwaltung.Payments;

/// <summary>Where cents lie. Numbers of the city's chart of accounts: settings <c>Payments:Accounts:*</c>.</summary>
internal enum Account
{
    /// <summary>Fees that people owe (Forderung).</summary>
    Receivable,
    /// <summary>Fees as income (Ertrag).</summary>
    Revenue,
    /// <summary>What people are owed back (Verbindlichkeit).</summary>
    RefundsDue,
    /// <summary>Paid at the provider, on its way to the bank.</summary>
    Provider,
    Cash,
    CardTerminal,
    Bank,
}

/// <summary>One line of double entry: the same cents on both sides.</summary>
/// <param name="Day">The local day.</param>
/// <param name="What">Stable word for what happened; also the key of a text.</param>
internal sealed record Booking(DateOnly Day, Account Debit, Account Credit, long Cents, string What, string Reference)
{
    public static Booking Requested(PaymentRequested e) => On(e.At, Account.Receivable, Account.Revenue, e.Cents, "requested", "");

    public static Booking Received(PaymentReceived e) => On(e.At, Of(e.Method), Account.Receivable, e.Cents, "received", e.Receipt?.Text ?? e.Reference);

    public static Booking Surplus(SurplusReceived e) => On(e.At, Of(e.Method), Account.RefundsDue, e.Cents, $"surplus-{e.Why}", e.Reference);

    public static Booking Cancelled(PaymentCancelled e, long cents) => On(e.At, Account.Revenue, Account.Receivable, cents, "cancelled", e.Reason);

    public static Booking RefundOwed(RefundRequested e) => On(e.At, Account.Revenue, Account.RefundsDue, e.Cents, "refund-requested", e.Reason);

    public static Booking Refunded(RefundMade e, long cents) => On(e.At, Account.RefundsDue, Account.Bank, cents, "refund-made", e.Reference);

    private static Booking On(DateTimeOffset at, Account debit, Account credit, long cents, string what, string reference) =>
        new(LegalTime.Day(at), debit, credit, cents, what, reference);

    private static Account Of(PaymentMethod method) => method switch
    {
        PaymentMethod.Online => Account.Provider,
        PaymentMethod.Cash => Account.Cash,
        PaymentMethod.Card => Account.CardTerminal,
        PaymentMethod.Transfer => Account.Bank,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Expected a known way to pay."),
    };
}
