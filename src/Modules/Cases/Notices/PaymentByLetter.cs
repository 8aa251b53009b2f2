using Marten;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>The mail about a fee could not be sent: what is to be paid, and how, goes by post, once for each mail.</summary>
internal static class PaymentByLetter
{
    public static async Task<OutgoingMessages> SendAsync(MailNotPossible failed, IDocumentSession session, CaseLetters letters, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(failed.Case.Value, cancellation);
        if (stream.Aggregate is not { IsClosed: false } @case || @case.Documents.Any(document => document.File.Value == failed.Mail)
            || await letters.PaymentAsync(@case, failed.Mail, cancellation) is not { } letter)
            return [];

        stream.AppendMany(letter.Events);
        return [.. letter.Messages];
    }
}
