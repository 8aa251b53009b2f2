namespace Verwaltung.Cases.Contracts;

/// <summary>A name of case data that the house itself knows, whatever the procedure.</summary>
/// <param name="Path">Where the value stands: names joined by dots.</param>
/// <param name="Meaning">What it means to the house, in one line for designers.</param>
public sealed record DataName(string Path, string Meaning)
{
    /// <summary>The path, as the store and forms take it.</summary>
    public static implicit operator string(DataName name) => (name ?? throw new ArgumentNullException(nameof(name))).Path;

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}

/// <summary>
/// The names of case data that the house reads or sets. A procedure that uses one means what stands here; all others are its own. The table in
/// <c>docs/designing-procedures.md</c> is printed from it.
/// </summary>
public static class DataNames
{
    public static DataName GivenName { get; } = new("antragsteller.vorname", "given name of the applicant: how the case is called, and found");
    public static DataName FamilyName { get; } = new("antragsteller.nachname", "family name of the applicant: how the case is called, and found");
    public static DataName BirthDate { get; } = new("antragsteller.geburtsdatum", "birth date of the applicant; clerks find a case by it");
    public static DataName Email { get; } = new("antrag.email", "where mails that there is news go to; without it letters go by post");
    public static DataName Delivery { get; } =
        new("antrag.bekanntgabe", "how the notice is wanted: `postfach` or `post`; `post` is set where a clerk captured for somebody without a mailbox");
    public static DataName CaptureChannel { get; } = new("erfassung.kanal", "how the application came that a clerk captured");
    public static DataName CaptureIdentity { get; } = new("erfassung.identitaet", "how the clerk made sure who it was");
    public static DataName Findings { get; } =
        new("pruefung.ergebnis", "what the rules found: `erfuellt`, `ermessen`, `nicht-erfuellt`; by it decided cases are alike");
    public static DataName FindingReasons { get; } = new("pruefung.gruende", "why, a list of `{code, ergebnis, text}`; by it decided cases are alike");
    public static DataName Zone { get; } = new("zone.name", "the zone that the case is about; by it decided cases are alike");
    public static DataName Outcome { get; } = new("entscheidung.ergebnis", "the outcome when a notice is issued: the notice's kind");
    public static DataName Draft { get; } = new("bescheid", "the drafted parts of the notice, one value each");
    public static DataName DraftTemplate { get; } = new("bescheid.vorlage", "the letter that the notice is set from");
    public static DataName Question { get; } = new("rueckfrage", "what the applicant was asked, with the answer");
    public static DataName QuestionText { get; } = new("rueckfrage.frage", "the question in its words");
    public static DataName AnswerBy { get; } = new("rueckfrage.frist", "the day by which an answer is wanted, as told");
    public static DataName DecideAfter { get; } = new("rueckfrage.ende", "the last day on which an answer is waited for");
    public static DataName Withdrawal { get; } = new("ruecknahme", "`am` and `weg`: when and how the application was taken back");
    public static DataName Fee { get; } = new("gebuehr.betrag", "the fee in euros, where the job that asks for it names none");
    public static DataName FeeBasis { get; } = new("gebuehr.rechtsgrundlage", "the tariff or law of the fee, where the job names none");
    public static DataName Payment { get; } = new("zahlung", "what is known of the payment (see Payment)");
    public static DataName PaymentState { get; } = new("zahlung.stand", "whether the fee is awaited, so that the applicant is told no day meanwhile");
    public static DataName PaymentReminded { get; } = new("zahlung.erinnert", "the day of the reminder");
    public static DataName PaymentRecipient { get; } = new("zahlung.konto.empfaenger", "whom to transfer the fee to");
    public static DataName PaymentIban { get; } = new("zahlung.konto.iban", "the account to transfer it to");
    public static DataName PaymentBic { get; } = new("zahlung.konto.bic", "its bank");
    public static DataName CaseId { get; } = new("fall.id", "the case; messages to the process are correlated by it");
    public static DataName FileNumber { get; } = new("fall.aktenzeichen", "the file number");
    public static DataName ReceivedAt { get; } = new("fall.eingang", "when the application was received");
    public static DataName ServiceTarget { get; } = new("fall.ziel", "the service target when the case began");
    public static DataName Channel { get; } = new("fall.kanal", "how the application came: `portal`, `counter`, `phone`, `paper`, ...");
    public static DataName Today { get; } = new("fall.heute", "in letters only: the day on which the letter is set");
    public static DataName OfficeNumber { get; } = new("amt.nummer", "in letters only: the department's number (`procedure.yaml`)");
    public static DataName OfficeName { get; } = new("amt.name", "in letters only: the department's name");
    public static DataName OfficeAddress { get; } = new("amt.anschrift", "in letters only: the department's address");
    public static DataName OfficePhone { get; } = new("amt.telefon", "in letters only: the department's telephone");
    public static DataName Signature { get; } = new("unterschrift.name", "in notices only: who signs");

    /// <summary>The last name of every value that is a number plate; clerks find a case by it.</summary>
    public static DataName Plate { get; } = new("kennzeichen", "as the last name of any path: a number plate; clerks find a case by it");

    /// <summary>All of them, in the order of this table.</summary>
    public static IReadOnlyList<DataName> All { get; } =
    [
        .. typeof(DataNames).GetProperties().Where(property => property.PropertyType == typeof(DataName))
            .Select(property => (DataName)property.GetValue(null)!),
    ];
}
