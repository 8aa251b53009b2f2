using Verwaltung.Cases.Contracts;

namespace Verwaltung.Cases;

/// <summary>The service tasks that Cases does itself: what they are called, what designers read of them, and who does them.</summary>
internal static class CaseJobTypes
{
    /// <summary>The step that waits until the applicant knows of the notice (see <see cref="Provision"/>).</summary>
    public const string Mailbox = "postfach-bereitstellen";

    public static IReadOnlyList<JobWorker> All { get; } =
    [
        Of("eingangsbestaetigung", "writes the receipt, files it and mails that the application has arrived", (at, @case, job, cancellation) =>
            at.Letters.ReceiptAsync(@case, job, cancellation)) with
        {
            Needs = "letter `eingangsbestaetigung`",
        },
        Of("bescheid-entwerfen", "fills every letter `VORLAGE.PART` for the clerk to edit", (at, @case, job, cancellation) =>
            at.Letters.DraftAsync(@case, job, cancellation)) with
        {
            Needs = "header or input `vorlage`",
            Gives = "`bescheid.PART`, `bescheid.vorlage`",
        },
        Of("bescheid-ausfertigen", "sets the notice as PDF; from then on nothing in it changes", (at, @case, job, cancellation) =>
            at.Letters.IssueAsync(@case, job, cancellation)) with
        {
            Needs = "header `unterschrift`: user tasks whose person signs, the first that was done; letter `bescheid.vorlage`",
        },
        Of(Mailbox,
            "lays the notice into the mailbox and mails that something is there; ends when the mail was handed over or the notice opened. "
            + "Without an address, or when the mail fails for good, the notice goes by post, as it does when nobody opens it in ten days",
            (at, @case, job, _) => Task.FromResult(at.Place(@case, job))),
        Of("post-queue", "gives the notice to the post room", (at, @case, _, _) => Task.FromResult(at.Queue(@case))),
        Of("rueckfrage-senden",
            "asks the applicant: a mail that there is news, or letter `rueckfrage` where there is no address; the service target rests",
            (at, @case, job, cancellation) => at.Questions.AskAsync(@case, job, cancellation)) with
        {
            Needs = "inputs `frage`, `bis` (the day told; without it header `frist`, a period), "
                + "header `nachfrist` (how long an answer is waited for after that day); form `antwort`",
            Gives = "`rueckfrage.frage`, `.frist`, `.ende`",
        },
        Of("rueckfrage-erinnern", "tells it again, unless there is an answer", (at, @case, job, cancellation) =>
            at.Questions.RemindAsync(@case, job, cancellation)),
        Of("ziel-fortsetzen", "lets the service target run again, later by the working days that were waited", (at, @case, _, _) =>
            Task.FromResult(at.Questions.Resume(@case))) with
        {
            Gives = "`ziel`",
        },
        Of("ruecknahme-bestaetigen", "confirms to the applicant that the application was taken back, into the mailbox or by post",
            (at, @case, job, cancellation) => at.Letters.WithdrawalAsync(@case, job, cancellation)) with
        {
            Needs = "letter `ruecknahme`",
        },
    ];

    private static JobWorker Of(string name, string meaning, CaseWork work) => new(name, meaning) { Command = (job, _) => new DoCaseJob(job, work) };
}
