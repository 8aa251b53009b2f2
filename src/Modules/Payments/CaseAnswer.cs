using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Periods;
using Verwaltung.Workflow;

namespace Verwaltung.Payments;

/// <summary>What the case data say about a payment: <c>zahlung: { stand, bezahlt, kassenzeichen, betrag, faellig, eingang, art }</c>.</summary>
internal static class CaseAnswer
{
    /// <summary>Name of the message that a waiting case gets once its fee is paid. Correlation key: the case's id.</summary>
    public const string PaidMessage = "bezahlt";

    public static readonly ValueOrigin Origin = ValueOrigin.Register("kasse");

    public static FeelContext NotNeeded { get; } = Under(Stand("nicht-noetig", isPaid: true).With("betrag", 0m));

    public static FeelContext None { get; } = Under(Stand("keine", isPaid: false));

    public static FeelContext Of(Payment payment)
    {
        var values = Stand(Word(payment), payment.Kept > 0)
            .With("kassenzeichen", payment.Kassenzeichen).With("betrag", Euros(payment.Cents)).With("faellig", Iso(payment.Due));
        return Under(payment.Received is { } received
            ? values.With("eingang", Iso(LegalTime.Day(received.At))).With("art", German(received.Method))
            : values);
    }

    /// <summary>With the account to transfer it to, for a letter; a reminder of an earlier request is none of this one.</summary>
    public static FeelContext Requested(Payment payment, BankAccount bank)
    {
        var asked = Of(payment).WithPath(DataNames.PaymentReminded, FeelValue.Null);
        return bank.Iban.Length == 0 ? asked
            : asked.WithPath(DataNames.PaymentRecipient, bank.Recipient).WithPath(DataNames.PaymentIban, bank.Iban).WithPath(DataNames.PaymentBic, bank.Bic);
    }

    public static FeelContext Refunded(Payment payment, long cents) =>
        Under(Stand(Word(payment), payment.Kept > 0).With("erstattung", Euros(cents)));

    /// <summary>A job is done and the case knows this.</summary>
    public static JobResult Completed(FeelContext values) => new JobResult.Completed(values, Origin);

    public static decimal Euros(long cents) => cents / 100m;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FeelContext Under(FeelContext values) => FeelContext.Empty.With(DataNames.Payment, values);

    private static FeelContext Stand(string word, bool isPaid) => FeelContext.Empty.With("stand", word).With("bezahlt", isPaid);

    private static string Word(Payment payment) => payment switch
    {
        { Received: not null, Kept: 0 } => "erstattet",
        { Received: not null } => "bezahlt",
        { CancelledAt: not null } => "storniert",
        _ => "offen",
    };

    private static string German(PaymentMethod method) => method switch
    {
        PaymentMethod.Online => "online",
        PaymentMethod.Cash => "bar",
        PaymentMethod.Card => "karte",
        _ => "ueberweisung",
    };
}
