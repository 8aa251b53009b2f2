using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Wolverine.Attributes;
using Wolverine;

namespace Verwaltung.Parking;

/// <summary>Four weeks before the end: the holder is told once, by a mail without content; what to do stands in the portal.</summary>
[MessageIdentity("parking.offer_renewal")]
internal sealed record OfferRenewal(Guid Permit);

internal static class OfferRenewalHandler
{
    public static async Task<OutgoingMessages> HandleAsync(
        OfferRenewal command, IDocumentSession session, TimeProvider time, IdSource ids, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Permit>(command.Permit, cancellation);
        var now = time.GetUtcNow();
        if (stream.Aggregate is not { State: PermitState.Valid, EndsOn: null, RenewedBy: null, IsRenewalOffered: false } permit
            || permit.ValidTo < LegalTime.Day(now))
            return [];

        stream.AppendOne(new PermitRenewalOffered(now));
        return permit.Case is { } granted ? [new SendMail(ids.Next(), new CaseId(granted), MailTemplates.RenewalOffered)] : [];
    }
}
