using Marten;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>The mail about a question could not be sent: the question goes by post, once for each mail.</summary>
internal static class QuestionByLetter
{
    public static async Task<OutgoingMessages> SendAsync(MailNotPossible failed, IDocumentSession session, CaseLetters letters, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(failed.Case.Value, cancellation);
        if (stream.Aggregate is not { Question.IsOpen: true } @case || @case.Documents.Any(document => document.File.Value == failed.Mail))
            return [];

        var letter = await letters.QuestionAsync(@case, failed.Mail, FeelContext.Empty, cancellation);
        stream.AppendMany(letter.Events);
        return [.. letter.Messages];
    }
}
