using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Wolverine.Attributes;
using Wolverine;

namespace Verwaltung.Payments;

/// <summary>
/// Tells the case that its fee is paid, until it listens: a case may be at another step just then. After a month without anybody listening
/// the message becomes a dead letter that operators see.
/// </summary>
[MessageIdentity("payments.tell_case")]
internal sealed record TellCase(Guid Payment, int Try);

internal static class TellCaseHandler
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    public static async Task<OutgoingMessages> HandleAsync(
        TellCase tell, IDocumentSession session, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(tell.Payment, cancellation);
        if (stream.Aggregate is not { IsCaseTold: false, Received: { } received } payment) return [];

        var news = new CorrelateMessage(new CaseId(payment.Case), CaseAnswer.PaidMessage, CaseAnswer.Of(payment), CaseAnswer.Origin);
        var now = time.GetUtcNow();
        if ((await runner.InvokeAsync<MessageCorrelated>(news, cancellation: cancellation)).IsReceived)
        {
            stream.AppendOne(new CaseTold(now));
            return [];
        }

        if (now - received.At > Patience)
            throw new InvalidOperationException(
                $"Expected case {payment.Case} to wait for its paid fee ({payment.Kassenzeichen}), but it has not for a month.");
        return [(tell with { Try = tell.Try + 1 }).ScheduledAt(now + Pauses[Math.Min(tell.Try, Pauses.Length) - 1])];
    }
}
